import { type ElementSite, startElementSite } from '../element/element-site.js';
import { inBrowsers, type TestPage } from '../browsers/index.js';
import { type PageWithClient, wholeClient } from './whole-client.js';

inBrowsers('a visitor whose browser keeps nothing', (browser) => {
  let site: ElementSite;
  let page: TestPage;

  beforeAll(async () => {
    site = await startElementSite(browser.engine);
    site.pages.script = await wholeClient();
  });
  afterAll(() => site.close());
  beforeEach(async () => {
    page = await browser.open(`${site.url}/page`, { refusesCookies: true });
    await page.until(() => document.querySelector('.np-banner')?.checkVisibility());
  });

  const sent = () => page.requests.filter(({ method, url }) => method === 'POST' && url.endsWith('/consent'));

  it('refuses storage as well', async () => {
    const refusal = await page.evaluate(() => {
      try {
        return String(localStorage.length);
      } catch (error) {
        return (error as Error).name;
      }
    });
    expect(refusal).toBe('SecurityError');
  });

  it.each(['accept-all', 'reject-all'])(
    'is asked no second time on a page, and nothing is granted: %s',
    async (decision) => {
      await page.click(`.np-banner [value=${decision}]`);
      await page.until(() => document.querySelector('.np-status')?.textContent !== '');
      // What would be asked again when the page is idle has been asked when an idle callback of ours has run.
      await page.evaluate(
        () => new Promise<void>((done) => requestIdleCallback(() => requestIdleCallback(() => done()))),
      );
      expect(sent()).toHaveLength(1);
      const { consent } = await page.evaluate(() => {
        const { consent } = window as unknown as PageWithClient;
        return {
          consent: [consent.state()!.promptRequired, consent.allows('STATISTICS'), consent.allows('MARKETING')],
        };
      });
      expect(consent).toEqual([false, false, false]);
      expect(await page.evaluate(() => document.querySelector('.np-banner, iframe'))).toBeNull();
      expect([page.faults, await page.cookies(), site.vendor.received]).toEqual([[], [], []]);
    },
  );
});
