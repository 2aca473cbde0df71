import { type Page } from 'playwright-core';
import { type ElementSite, startElementSite } from '../element/element-site.js';
import { inBrowsers, type TestPage, type VisitorOptions } from '../browsers/index.js';

const LOADS = 20;

type GivenCookie = NonNullable<VisitorOptions['cookies']>[number];

/** Runs ahead of everything on a page: looks in each of its frames whether somebody sees a banner. */
function watchFrames(): void {
  const frames: boolean[] = [];
  Object.assign(window, { framesSeen: frames });
  const look = (): void => {
    const banner = document.querySelector('.np-banner');
    frames.push(banner?.checkVisibility({ visibilityProperty: true, opacityProperty: true }) ?? false);
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

inBrowsers(
  'the first frames of a page',
  (browser) => {
    let site: ElementSite;
    let cookies: readonly GivenCookie[];

    beforeAll(async () => {
      site = await startElementSite(browser.engine);
      const page = await browser.open(`${site.url}/page`);
      await page.click('.np-banner [value=reject-all]');
      await page.until(() => document.querySelector('.np-status')?.textContent.includes('Saved.'));
      cookies = (await page.cookies()).map(({ name, value }) => ({ name, value }));
    });
    afterAll(() => site.close());

    /** A visitor with nothing in the cache, whose script comes late. */
    const load = async (path: string, given: readonly GivenCookie[]): Promise<TestPage> => {
      const page = await browser.open(`${site.url}/site.css`, { cookies: given });
      const raw = page.raw as Page;
      await raw.addInitScript(watchFrames);
      await raw.route('**/element.js', async (route) => {
        // As long as it takes to paint without it.
        await raw.waitForFunction(() => (window as unknown as { framesSeen: boolean[] }).framesSeen.length > 3);
        await route.continue();
      });
      await page.goto(`${site.url}${path}`);
      const before = await page.evaluate(() => (window as unknown as { framesSeen: boolean[] }).framesSeen.length);
      await page.until(
        (count) =>
          'consent' in window && (window as unknown as { framesSeen: boolean[] }).framesSeen.length > count + 3,
        before,
      );
      return page;
    };
    const shown = (page: TestPage): Promise<boolean[]> =>
      page.evaluate(() => (window as unknown as { framesSeen: boolean[] }).framesSeen);

    it(`show no banner to who has decided, in ${LOADS} cold loads`, async () => {
      for (let i = 0; i < LOADS; i++) {
        const page = await load(`/page?${['shared', 'bare', ''][i % 3]}`, cookies);
        const frames = await shown(page);
        expect(frames.length).toBeGreaterThan(6);
        expect(frames).not.toContain(true);
        await page.close();
      }
    }, 120_000);

    it.each(['', 'shared'])('show it to who has not, before any script of it has arrived (%s)', async (query) => {
      const page = await load(`/page?${query}`, []);
      expect((await shown(page)).slice(0, 4)).toContain(true);
    });
  },
  ['chromium'],
);
