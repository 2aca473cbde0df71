const { randomBytes } = require('node:crypto');
const { chmodSync, mkdtempSync, readdirSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');

/** A temporary folder of this run's own, for this process and all that it starts. */
function openScratch() {
  const folder = mkdtempSync(join(tmpdir(), 'nest-privacy-run-'));
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
