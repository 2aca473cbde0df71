// Starts the demonstration server of the DNT vectors from the sources, for runners in any language:
//   npm run conformance:dnt -- --fixture spec --adapter express|fastify --port 0
// It prints one line, `listening on <port>`, when it is ready. Sources are compiled as they are required; nothing is written.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import swc from '@swc/core';

const root = fileURLToPath(new URL('..', import.meta.url));
const require = createRequire(import.meta.url);
const Module = require('node:module');

const compiler = {
  jsc: {
    target: 'es2023',
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true },
    keepClassNames: true,
  },
  module: { type: 'commonjs' },
  sourceMaps: 'inline',
};

Module._extensions['.ts'] = (module, filename) =>
  module._compile(swc.transformSync(readFileSync(filename, 'utf8'), { ...compiler, filename }).code, filename);

const resolve = Module._resolveFilename;
Module._resolveFilename = (request, parent, ...rest) => {
  const library = /^@nest-privacy\/([^/]+)$/.exec(request)?.[1];
  if (library) return join(root, 'libs', library, 'src/index.ts');
  const fromSource = request.startsWith('.') && parent?.filename?.endsWith('.ts');
  return resolve(fromSource ? request.replace(/\.js$/, '.ts') : request, parent, ...rest);
};

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
