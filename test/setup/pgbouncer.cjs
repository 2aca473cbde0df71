const { chmodSync, chownSync, mkdtempSync, rmSync, writeFileSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const {
  accepts,
  aptInstall,
  aptUnpack,
  findProgram,
  freePort,
  startServer,
  unprivilegedUser,
} = require('./process.cjs');

/** Fewer servers than a test has clients, so that each client meets the servers of others. */
const SERVERS = 3;

const installed = () => findProgram('pgbouncer', ['/usr/sbin']);

function unpacked(scratch) {
  const env = aptUnpack(['pgbouncer', 'libc-ares2', 'libevent-2.1-7'], scratch);
  const program = env && findProgram('pgbouncer', [join(scratch, 'usr', 'sbin')]);
  return program && { program, env };
}

/** Every database of the server, entered by whoever connects as the user of the address. */
function settings({ hostname, port, username, password }, listenPort) {
  const server = { host: hostname, port: port || 5432, user: decodeURIComponent(username) };
  const secret = password === '' ? {} : { password: decodeURIComponent(password) };
  const target = Object.entries({ ...server, ...secret }).map(([name, value]) => `${name}='${value}'`);
  return `[databases]
* = ${target.join(' ')}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${listenPort}
unix_socket_dir =
auth_type = any
pool_mode = transaction
default_pool_size = ${SERVERS}
max_client_conn = 500
`;
}

/**
 * Puts PgBouncer in transaction mode in front of a PostgreSQL server, where it is to be had: environment, PATH, apt.
 *
 * @returns undefined where it is not, which is said aloud
 */
async function startPgBouncer(postgresUrl) {
  if (process.env.TEST_PGBOUNCER_URL) return { url: process.env.TEST_PGBOUNCER_URL, stop: async () => {} };
  const scratch = mkdtempSync(join(tmpdir(), 'nest-privacy-pgbouncer-'));
  const user = unprivilegedUser();
  chmodSync(scratch, 0o755);
  const clean = () => rmSync(scratch, { recursive: true, force: true });
  const program = installed() ?? (aptInstall('pgbouncer') ? installed() : undefined);
  const server = program ? { program, env: process.env } : unpacked(scratch);
  if (!server) {
    clean();
    process.stderr.write(
      'SKIPPED: no test runs through PgBouncer, for there is none. Install the package pgbouncer.\n',
    );
    return undefined;
  }
  const port = await freePort();
  const file = join(scratch, 'pgbouncer.ini');
  writeFileSync(file, settings(new URL(postgresUrl), port), { mode: 0o600 });
  if (user.uid !== undefined) chownSync(file, user.uid, user.gid);
  const stop = await startServer(server.program, [file], { ...user, env: server.env, ready: () => accepts(port) });
  const url = Object.assign(new URL(postgresUrl), { hostname: '127.0.0.1', port: String(port) }).toString();
  return { url, stop: async () => (await stop(), clean()) };
}

module.exports = { startPgBouncer };
