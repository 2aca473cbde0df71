const { execFileSync, spawn } = require('node:child_process');
const { accessSync, constants, readdirSync, readFileSync } = require('node:fs');
const { createConnection, createServer } = require('node:net');
const { delimiter, join } = require('node:path');

const isRoot = process.getuid?.() === 0;

/** Full path of a program on PATH or in one of the further folders, or undefined. */
function findProgram(name, folders = []) {
  return [...folders, ...(process.env.PATH ?? '').split(delimiter)]
    .map((folder) => join(folder, name))
    .find((path) => {
      try {
        accessSync(path, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
}

/** A TCP port of the loopback that nobody listens on. */
function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

const accepts = (port) =>
  new Promise((resolve) => {
    const socket = createConnection({ host: '127.0.0.1', port });
    socket.once('connect', () => (socket.destroy(), resolve(true)));
    socket.once('error', () => resolve(false));
  });

/** Starts a server that ends with this process, and waits until `ready` says so. */
async function startServer(command, args, { ready, ...options }) {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options });
  let output = '';
  let ended = false;
  child.stdout.on('data', (chunk) => (output = (output + chunk).slice(-4000)));
  child.stderr.on('data', (chunk) => (output = (output + chunk).slice(-4000)));
  child.once('exit', () => (ended = true));
  child.once('error', () => (ended = true));
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  for (let tries = 0; tries < 600; tries++) {
    if (ended) throw new Error(`${command} ended while starting:\n${output}`);
    if (await ready()) {
      return () =>
        new Promise((resolve) => {
          process.removeListener('exit', kill);
          if (ended) return resolve();
          child.once('exit', resolve);
          child.kill('SIGINT');
          setTimeout(kill, 5_000).unref();
        });
    }
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  kill();
  throw new Error(`${command} did not become ready:\n${output}`);
}

const run = (command, args, options = {}) => execFileSync(command, args, { stdio: 'pipe', ...options }).toString();

function succeeds(command, args) {
  try {
    run(command, args);
    return true;
  } catch {
    return false;
  }
}

/** How long another installation on this machine is waited for, in seconds. */
const APT_PATIENCE = 120;

/** Installs a Debian package, as root; says whether it could. */
function aptInstall(name) {
  if (!isRoot || !findProgram('apt-get')) return false;
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  try {
    run('apt-get', ['update', '-qq'], { env });
    const lock = ['-o', `DPkg::Lock::Timeout=${APT_PATIENCE}`];
    run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...lock, name], { env });
    return true;
  } catch {
    return false;
  }
}

/** Debian's packages, unpacked into a folder by a user who may not install them: the environment in which their programs run, or undefined. */
function aptUnpack(names, folder) {
  if (isRoot || !findProgram('apt-get') || !findProgram('dpkg')) return undefined;
  try {
    run('apt-get', ['download', ...names], { cwd: folder });
    for (const name of readdirSync(folder).filter((file) => file.endsWith('.deb')))
      run('dpkg', ['-x', name, '.'], { cwd: folder });
  } catch {
    return undefined;
  }
  const libraries = ['x86_64', 'aarch64'].map((arch) => join(folder, 'usr', 'lib', `${arch}-linux-gnu`));
  return { ...process.env, LD_LIBRARY_PATH: libraries.join(':') };
}

/** A Debian package and all that it needs and this machine has not, for {@link aptUnpack}; empty where apt does not know. */
function aptMissing(name) {
  if (!findProgram('apt-get')) return [];
  try {
    const plan = run('apt-get', ['install', '--simulate', '--no-install-recommends', name]);
    return [...plan.matchAll(/^Inst (\S+)/gm)].map(([, missing]) => missing);
  } catch {
    return [];
  }
}

/** Some servers refuse to run as root: whom to run them as instead, and for this process' own user nothing. */
function unprivilegedUser() {
  if (!isRoot) return {};
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  const user = users.find(([name]) => name === 'postgres') ?? users.find(([name]) => name === 'nobody');
  if (!user) throw new Error('The server cannot run as root, and there is neither a user "postgres" nor "nobody"');
  return { uid: Number(user[2]), gid: Number(user[3]) };
}

/** Starts a throw-away container that publishes one port on the loopback; undefined without a Docker engine. */
async function startContainer(image, containerPort, port, args, ready) {
  if (!findProgram('docker') || !succeeds('docker', ['info'])) return undefined;
  const publish = `127.0.0.1:${port}:${containerPort}`;
  const id = run('docker', ['run', '--rm', '-d', '-p', publish, ...args, image]).trim();
  const stop = () => void run('docker', ['rm', '-f', id]);
  process.once('exit', stop);
  for (let tries = 0; tries < 1_200; tries++) {
    if (await ready()) return async () => (process.removeListener('exit', stop), stop());
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  stop();
  throw new Error(`the container of ${image} did not become ready`);
}

module.exports = {
  accepts,
  aptInstall,
  aptMissing,
  aptUnpack,
  findProgram,
  freePort,
  isRoot,
  run,
  startContainer,
  startServer,
  unprivilegedUser,
};
