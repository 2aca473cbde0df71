const { mkdtempSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { accepts, aptInstall, aptUnpack, findProgram, freePort, startContainer, startServer } = require('./process.cjs');

const installed = () => findProgram('redis-server') ?? findProgram('valkey-server');

function unpacked(scratch) {
  const env = aptUnpack(['redis-server', 'redis-tools', 'libjemalloc2', 'liblzf1', 'libatomic1'], scratch);
  const program = env && findProgram('redis-server', [join(scratch, 'usr', 'bin')]);
  return program && { program, env };
}

/** Finds or starts a Redis server: environment, PATH, Docker, apt. */
async function startRedis() {
  if (process.env.TEST_REDIS_URL) return { url: process.env.TEST_REDIS_URL, stop: async () => {} };
  const port = await freePort();
  const url = `redis://127.0.0.1:${port}`;
  const ready = () => accepts(port);
  if (!installed()) {
    const stop = await startContainer('redis:7-alpine', 6379, port, [], ready);
    if (stop) return { url, stop };
  }
  const scratch = mkdtempSync(join(tmpdir(), 'nest-privacy-redis-'));
  const clean = () => rmSync(scratch, { recursive: true, force: true });
  const program = installed() ?? (aptInstall('redis-server') ? installed() : undefined);
  const server = program ? { program, env: process.env } : unpacked(scratch);
  if (!server) {
    clean();
    throw new Error('No Redis for the tests. Set TEST_REDIS_URL, or install redis-server, valkey-server or Docker.');
  }
  const args = [
    '--port',
    String(port),
    '--bind',
    '127.0.0.1',
    '--save',
    '',
    '--databases',
    '1000',
    '--appendonly',
    'no',
    '--dir',
    scratch,
  ];
  const stop = await startServer(server.program, args, { env: server.env, ready });
  return { url, stop: async () => (await stop(), clean()) };
}

module.exports = { startRedis };
