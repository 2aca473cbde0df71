import { readFileSync } from 'node:fs';
import { type AxeResults } from 'axe-core';
import { type Page } from 'playwright-core';
import { inBrowsers, type TestPage } from '../../../test/browsers/index.js';
import { type PretendVendor, startPretendVendor } from '../src/vendors/pretend-vendor.js';
import { type AppProcess, startProcess } from './app-process.js';

const PAGES = ['/', '/articles', '/visit', '/privacy', '/offers', '/nothing.png'];
const LANGUAGES = ['en', 'de', 'ar'];
const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What axe-core has against a page, with the elements. */
async function faultsOf({ raw }: TestPage): Promise<string[]> {
  const page = raw as Page;
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(
    (tags) =>
      (globalThis as unknown as { axe: { run(options: object): Promise<AxeResults> } }).axe.run({ runOnly: tags }),
    TAGS,
  );
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
}

inBrowsers(
  'the look of the demonstration site',
  (browser) => {
    let app: AppProcess;
    let vendor: PretendVendor;

    beforeAll(async () => {
      vendor = await startPretendVendor();
      app = await startProcess({ VENDORS: `film=${vendor.origin},insights=${vendor.origin}` });
    }, 60_000);
    afterAll(async () => {
      await app.stop();
      await vendor.close();
    });

    it.each(LANGUAGES)('needs no more than 320 pixels, asking or not: %s', async (language) => {
      const page = await browser.open(app.url, { language, gpc: true, viewport: { width: 320, height: 640 } });
      const widths = async (): Promise<Record<string, number>> => {
        const found: Record<string, number> = {};
        for (const path of PAGES) {
          await page.goto(app.url + path);
          found[path] = await page.evaluate(() => document.documentElement.scrollWidth);
        }
        return found;
      };
      const all = Object.fromEntries(PAGES.map((path) => [path, 320]));
      expect(await widths()).toEqual(all);
      await page.click('privacy-banner [value=reject-all]');
      await page.until(() => document.cookie.includes('privacy_consent'));
      expect(await widths()).toEqual(all);
      expect(page.violations).toEqual([]);
    });

    const looks = LANGUAGES.flatMap((language) =>
      (['light', 'dark'] as const).map((scheme) => [language, scheme] as const),
    );

    it.each(looks.flatMap((look) => PAGES.map((path) => [...look, path] as const)))(
      'has nothing that axe finds fault with: %s, %s, %s',
      async (language, colorScheme, path) => {
        const page = await browser.open(app.url + path, { language, colorScheme });
        expect(await faultsOf(page)).toEqual([]);
      },
    );

    it.each(looks)(
      'has nothing that axe finds fault with once all is accepted: %s, %s',
      async (language, colorScheme) => {
        const page = await browser.open(`${app.url}/visit`, { language, colorScheme });
        await page.click('privacy-banner [value=accept-all]');
        await page.until(() => document.querySelectorAll('privacy-embed iframe[src]').length === 1);
        for (const path of ['/visit', '/offers', '/privacy']) {
          await page.goto(app.url + path);
          expect([path, await faultsOf(page)]).toEqual([path, []]);
        }
      },
      60_000,
    );
  },
  ['chromium'],
);
