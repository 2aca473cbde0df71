// Starts the demonstration server of the DNT vectors from the sources, for runners in any language:
//   npm run conformance:dnt -- --fixture spec --adapter express|fastify --port 0
// It prints one line, `listening on <port>`, when it is ready. Sources are compiled as they are required; nothing is written.
import { createRequire } from 'node:module';
import { parseArgs } from 'node:util';

const require = createRequire(import.meta.url);
require('./typescript-hook.cjs').requireTypeScript('sources');

const { values } = parseArgs({
  options: {
    fixture: { type: 'string', default: 'spec' },
    adapter: { type: 'string', default: 'fastify' },
    port: { type: 'string', default: '0' },
  },
});
const { startDntServer } = require('../test/conformance/dnt-server.ts');

if (!['express', 'fastify'].includes(values.adapter) || !/^\d{1,5}$/.test(values.port)) {
  console.error('Use --adapter express|fastify and --port <number>.');
  process.exit(2);
}
try {
  const server = await startDntServer(values.fixture, values.adapter, Number(values.port));
  console.log(`listening on ${server.port}`);
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => void server.close());
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
