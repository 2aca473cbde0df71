import { type ElementSite, startElementSite } from '../element/element-site.js';
import { inBrowsers, type TestPage } from '../browsers/index.js';

/** What Chromium says of whatever moved on a page although it was shown already. */
interface Shift extends PerformanceEntry {
  readonly value: number;
  readonly sources: readonly { readonly node: Element | null }[];
}

/** Everything that moved since the page began, also right after a click, which the metric forgives. */
const shifts = (page: TestPage): Promise<string[]> =>
  page.evaluate(
    () =>
      new Promise<string[]>((done) => {
        const seen: Shift[] = [];
        new PerformanceObserver((list) => seen.push(...(list.getEntries() as Shift[]))).observe({
          type: 'layout-shift',
          buffered: true,
        });
        // What the last frame moved is told after it.
        requestAnimationFrame(() =>
          requestAnimationFrame(() =>
            setTimeout(() =>
              done(
                seen.map(
                  ({ value, sources }) =>
                    `${value} ${sources.map(({ node }) => node && `${node.nodeName}.${node.className}`).join(' ')}`,
                ),
              ),
            ),
          ),
        );
      }),
  );

inBrowsers(
  'what stands on a page',
  (browser) => {
    let site: ElementSite;
    let page: TestPage;
    beforeAll(async () => {
      site = await startElementSite(browser.engine);
      // Only what the server wrote can keep room for an embed before the script is there.
      site.pages.bodies.set(
        'rendered',
        ({ banner, settingsLink }) =>
          `${banner}<main><h1>Page</h1><p>Some text.</p></main><footer>${settingsLink}</footer>`,
      );
      site.pages.bodies.set('moving', ({ banner }) => `${banner}<main><div id="late"></div><p>Some text.</p></main>`);
    });
    afterAll(() => site.close());

    const saved = (): Promise<unknown> =>
      page.until(() => document.querySelector('.np-status')?.textContent.includes('Saved.'));

    it.each([
      ['', { width: 1280, height: 800 }],
      ['', { width: 375, height: 667 }],
      ['shared', { width: 375, height: 667 }],
    ])('stays where it is, from the first paint to the last decision (%s, %j)', async (query, viewport) => {
      page = await browser.open(`${site.url}/page?${query}`, { viewport });
      await page.until(() => document.querySelector('.np-banner')?.checkVisibility());
      expect(['asked', await shifts(page)]).toEqual(['asked', []]);
      await page.click('.np-banner [form=np-choices]');
      await page.until(() => document.querySelector('#np-dialog:modal') !== null);
      await page.press('Escape');
      await page.until(() => document.querySelector('#np-dialog:modal') === null);
      expect(['dialog left', await shifts(page)]).toEqual(['dialog left', []]);
      await page.click('.np-banner [value=accept-all]');
      await saved();
      await page.until(() => document.querySelector('privacy-embed > iframe') !== null);
      expect(['accepted', await shifts(page)]).toEqual(['accepted', []]);
      await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
      await page.click('footer a');
      await page.click('#np-dialog [value=reject-all]');
      await saved();
      await page.until(() => document.querySelector('privacy-embed > iframe') === null);
      expect(['refused', await shifts(page)]).toEqual(['refused', []]);
    });

    it('stays where it is, too, where the banner is made by the script', async () => {
      page = await browser.open(`${site.url}/page?bare&body=rendered`, { viewport: { width: 375, height: 667 } });
      await page.until(() => document.querySelector('.np-banner')?.checkVisibility());
      await page.click('.np-banner [value=accept-all]');
      await saved();
      expect(await shifts(page)).toEqual([]);
    });

    it('would be seen to move', async () => {
      page = await browser.open(`${site.url}/page?body=moving`);
      await page.until(() => document.querySelector('.np-banner')?.checkVisibility());
      expect(await shifts(page)).toEqual([]);
      await page.evaluate(() => document.querySelector('#late')!.append(document.createElement('h1'), 'It is late.'));
      expect(await shifts(page)).toHaveLength(1);
    });
  },
  ['chromium'],
);
