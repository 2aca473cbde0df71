import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { startProcess } from '../../apps/sample-api/test/app-process.js';
import { LANGUAGES } from '../../apps/sample-api/src/site/texts/languages.js';
import { startPretendVendor } from '../../apps/sample-api/src/vendors/pretend-vendor.js';
import { VENDOR_NAMES } from '../../apps/sample-api/src/vendors/vendor.js';
import { Chromium } from '../../test/browsers/chromium.js';
import { findBrowsers } from '../../test/setup/browsers.cjs';
import { type Condition, conditionsOf } from './conditions.js';
import { type EvidenceState, STATES } from './states.js';

/** What is known of one picture. */
interface Picture {
  readonly file: string;
  readonly state: string;
  readonly language: string;
  readonly theme: string;
  readonly size: string;
  /** Of the notice that is in it. */
  readonly noticeVersion: string | null;
  readonly sha256: string;
}

async function take(
  browser: Chromium,
  url: string,
  state: EvidenceState,
  condition: Condition,
  folder: string,
): Promise<Picture> {
  const { language, theme, size, visitor } = condition;
  const page = await browser.open(url + state.path, { ...visitor, gpc: state.gpc ?? false });
  await page.until(() => customElements.get('privacy-banner') !== undefined);
  await state.reach(page);
  await page.until((shown) => {
    const element = document.querySelector(shown);
    element?.scrollIntoView({ block: 'nearest' });
    return element !== null && element.getClientRects().length > 0;
  }, state.shows);
  const noticeVersion = await page.evaluate(
    () => document.querySelector<HTMLInputElement>('input[name=noticeVersion]')?.value ?? null,
  );
  const png = await page.screenshot();
  const file = `${[state.name, language, theme, size].join('.')}.png`;
  writeFileSync(join(folder, file), png);
  await browser.forget();
  const sha256 = createHash('sha256').update(png).digest('hex');
  return { file, state: state.name, language, theme, size, noticeVersion, sha256 };
}

/**
 * Writes a picture of every state of the notice, in every language, theme and size, as the demonstration site shows it, and `index.json` that says what each of them
 * is: `npm run evidence:surface -- <folder>`, by default `data/surface`.
 */
async function main(given = join('data', 'surface')): Promise<void> {
  findBrowsers();
  const path = process.env.BROWSER_PATH;
  if (path === undefined) throw new Error('pictures need Chromium: install it, or name its program by BROWSER_PATH');
  const folder = resolve(given);
  mkdirSync(folder, { recursive: true });
  const vendor = await startPretendVendor();
  const VENDORS = VENDOR_NAMES.map((name) => `${name}=${vendor.origin}`).join(',');
  // One after the other: an application that is still starting when the browser fails would leave its folder behind.
  const browser = await Chromium.launch(path);
  const app = await startProcess({ VENDORS });
  const pictures: Picture[] = [];
  try {
    for (const condition of conditionsOf(LANGUAGES.map(({ language }) => language)))
      for (const state of STATES) pictures.push(await take(browser, app.url, state, condition, folder));
    writeFileSync(
      join(folder, 'index.json'),
      `${JSON.stringify({ takenAt: new Date().toISOString(), pictures }, null, 2)}\n`,
    );
    console.log(`${pictures.length} pictures in ${folder}`);
  } finally {
    await browser.close();
    await app.stop();
    await vendor.close();
  }
}

main(process.argv[2]).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
