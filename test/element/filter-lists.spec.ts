import { inBrowsers, type TestPage } from '../browsers/index.js';
import { type ElementSite, startElementSite } from './element-site.js';

inBrowsers('a visitor whose filter list is against banners', (browser) => {
  let site: ElementSite;
  let page: TestPage;
  let script: string;

  beforeAll(async () => {
    site = await startElementSite(browser.engine);
    ({ script } = site.pages);
    site.pages.bodies.set(
      'hidden',
      (parts) => `<style-sheet></style-sheet>${parts.banner}<main><h1>Page</h1>${parts.embed}</main>`,
    );
  });
  afterAll(() => site.close());

  const expectUsable = async (): Promise<void> => {
    expect(await page.evaluate(() => getComputedStyle(document.body).overflow)).toBe('visible');
    expect(await page.evaluate(() => document.querySelector('iframe'))).toBeNull();
    expect(await page.cookies()).toEqual([]);
    expect(page.requests.filter(({ method }) => method === 'POST')).toEqual([]);
    expect(site.vendor.received).toEqual([]);
  };

  it('reads the page with nothing granted, where the elements are hidden', async () => {
    page = await browser.open(`${site.url}/page`);
    await page.until(() => document.querySelector('.np-banner')?.checkVisibility());
    await page.evaluate(() => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync('privacy-banner, .np-banner { display: none !important }');
      document.adoptedStyleSheets = [sheet];
    });
    await page.evaluate(() => new Promise((done) => setTimeout(done, 1_600)));
    await expectUsable();
    expect(page.faults).toEqual([]);
  });

  it('reads the page with nothing granted, where the script is not loaded, and may still decide', async () => {
    site.pages.script = 'throw new Error("blocked")';
    page = await browser.open(`${site.url}/page`);
    await page.until(() => document.querySelector('.np-banner')?.checkVisibility());
    await expectUsable();
    await page.click('.np-banner [value=reject-all]');
    await page.until(() => document.querySelector('.np-banner') === null);
    expect((await site.records()).at(-1)).toMatchObject({ method: 'form', decisions: { MARKETING: 'denied' } });
    site.pages.script = script;
  });

  it('shows nothing within a page of another origin', async () => {
    site.vendor.page('/outer', `<!doctype html><title>Outer</title><iframe src="${site.url}/page?framed"></iframe>`);
    page = await browser.open(site.vendor.url('/outer', 'outer.test'));
    await page.evaluate(() => new Promise((done) => setTimeout(done, 300)));
    expect(page.requests.filter(({ method }) => method === 'POST')).toEqual([]);
  });
});
