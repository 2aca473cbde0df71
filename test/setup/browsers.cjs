const { mkdirSync, rmSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');
const { aptInstall, aptMissing, aptUnpack, findProgram } = require('./process.cjs');

const KEPT = join(__dirname, '..', '..', '.cache', 'browsers');

const BROWSERS = [
  {
    name: 'Chromium',
    variable: 'BROWSER_PATH',
    package: 'chromium',
    programs: ['chromium', 'chromium-browser', 'google-chrome', 'chromium-headless-shell'],
  },
  { name: 'Firefox', variable: 'FIREFOX_PATH', package: 'firefox-esr', programs: ['firefox-esr', 'firefox'] },
];

const programOf = ({ programs }, folders = []) =>
  programs.map((program) => findProgram(program, folders)).find((path) => path !== undefined);

/** Debian's package in a folder of this checkout, kept for the next run, behind a program that knows where its libraries are. */
function unpacked(browser) {
  const folder = join(KEPT, browser.package);
  const kept = programOf(browser, [folder]);
  if (kept?.startsWith(folder)) return kept;
  mkdirSync(folder, { recursive: true });
  const env = aptUnpack(aptMissing(browser.package), folder);
  const program = env && programOf(browser, [join(folder, 'usr', 'bin')]);
  if (!program) {
    rmSync(folder, { recursive: true, force: true });
    return undefined;
  }
  const wrapper = join(folder, browser.programs[0]);
  const script = `#!/bin/sh\nLD_LIBRARY_PATH='${env.LD_LIBRARY_PATH}' exec '${program}' "$@"\n`;
  writeFileSync(wrapper, script, { mode: 0o755 });
  return wrapper;
}

/** Where a browser is, brought if need be: environment, PATH, apt. */
const found = (browser) =>
  process.env[browser.variable] ??
  programOf(browser) ??
  (aptInstall(browser.package) ? programOf(browser) : unpacked(browser));

/** Tells the tests by `BROWSER_PATH` and `FIREFOX_PATH` where Chromium and Firefox are, and says aloud which is not to be had. */
function findBrowsers() {
  for (const browser of BROWSERS) {
    const path = found(browser);
    if (path) process.env[browser.variable] = path;
    else
      process.stderr.write(
        `SKIPPED: no test runs in ${browser.name}, for there is none. Install the package ${browser.package}, or name its program by ${browser.variable}.\n`,
      );
  }
}

module.exports = { findBrowsers };
