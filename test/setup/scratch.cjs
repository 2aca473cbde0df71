const { randomBytes } = require('node:crypto');
const {
  accessSync,
  chmodSync,
  constants,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statfsSync,
} = require('node:fs');
const { freemem, tmpdir } = require('node:os');
const { join } = require('node:path');

const MEMORY = '/dev/shm';

/** Several times what a run has ever held at once. */
const ENOUGH = 8 * 1_024 ** 3;

/** Whether a folder that Linux keeps in memory is there, takes programs too, and is of a size that nothing here fills. */
function memoryWillDo() {
  try {
    accessSync(MEMORY, constants.W_OK);
    const { bavail, bsize } = statfsSync(MEMORY);
    const [, , , options] = readFileSync('/proc/mounts', 'utf8')
      .split('\n')
      .map((line) => line.split(' '))
      .find(([, folder]) => folder === MEMORY);
    return Math.min(bavail * bsize, freemem()) >= ENOUGH && !options.split(',').includes('noexec');
  } catch {
    return false;
  }
}

/**
 * Where this run keeps what it needs for a while: where TMPDIR says, or else in memory, where PostgreSQL copies a database in a twentieth of the time that it
 * takes on a disk.
 */
const home = () => (process.env.TMPDIR === undefined && memoryWillDo() ? MEMORY : tmpdir());

/** A temporary folder of this run's own, for this process and all that it starts. */
function openScratch() {
  const folder = mkdtempSync(join(home(), 'nest-privacy-run-'));
  // Servers that refuse to run as root run as others, who look for their own folder in it.
  chmodSync(folder, 0o711);
  process.env.TMPDIR = folder;
  process.env.TEST_TEMPLATES = randomBytes(8).toString('hex');
  // Node would keep there what it compiled of the tools that ask for it.
  process.env.NODE_DISABLE_COMPILE_CACHE = '1';
  // A dependency would report each installation, and keep a log of that there.
  process.env.SCARF_ANALYTICS = 'false';
  return folder;
}

/** Where the tests keep databases to copy, see core/testing. */
const TEMPLATES = 'nest-privacy-templates';

/** Removes the folder; what a test left in it is an error, which leaves Jest time to write down what it found. */
function closeScratch(folder) {
  const left = readdirSync(folder).filter((name) => name !== TEMPLATES);
  rmSync(folder, { recursive: true, force: true });
  if (left.length === 0) return;
  process.stderr.write(`tests left this in the temporary folder: ${left.join(', ')}\n`);
  process.exitCode = 1;
}

module.exports = { closeScratch, openScratch };
