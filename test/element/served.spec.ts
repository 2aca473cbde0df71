import { inBrowsers, type TestPage } from '../browsers/index.js';
import { type ElementSite, startElementSite } from './element-site.js';

inBrowsers('that a notice was shown', (browser) => {
  let site: ElementSite;
  let page: TestPage;

  beforeAll(async () => {
    site = await startElementSite(browser.engine);
    site.pages.bodies.set('hidden', ({ banner }) => `<div hidden>${banner}</div><main><h1>Page</h1></main>`);
    site.pages.bodies.set(
      'behind',
      ({ banner }) => `${banner}<main><h1>Page</h1><dialog id="own"><button>A word</button></dialog></main>`,
    );
  });
  afterAll(() => site.close());

  const reports = () => page.requests.filter(({ url }) => url.endsWith('/consent/notices-served'));
  /** Longer than it takes to count as seen. */
  const aWhile = (): Promise<unknown> =>
    page.evaluate(() => new Promise((done) => setTimeout(done, 1_600))).then(() => page.evaluate(() => 0));

  it('is reported once, when it was to be seen for a second, and the decision refers to it', async () => {
    page = await browser.open(`${site.url}/page`);
    await page.until(() =>
      performance.getEntriesByType('resource').some(({ name }) => name.endsWith('notices-served')),
    );
    await aWhile();
    expect(reports()).toHaveLength(1);
    await page.click('.np-banner [value=accept-all]');
    await page.until(() => document.querySelector('.np-status')?.textContent?.includes('Saved.'));
    const [record] = await site.records();
    expect(record).toMatchObject({ servedId: expect.anything() });
  });

  it('is not reported of a banner that nobody sees: hidden, behind a modal dialog, gone before', async () => {
    page = await browser.open(`${site.url}/page?body=hidden`);
    await aWhile();
    expect(reports()).toEqual([]);
    page = await browser.open(`${site.url}/page?body=behind`);
    await page.evaluate(() => document.querySelector<HTMLDialogElement>('#own')!.showModal());
    await aWhile();
    expect(reports()).toEqual([]);
    page = await browser.open(`${site.url}/page`);
    await page.click('.np-banner [value=reject-all]');
    await aWhile();
    expect(reports()).toEqual([]);
  });
});
