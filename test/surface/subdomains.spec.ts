import { type ElementSite, startElementSite } from '../element/element-site.js';
import { inBrowsers, type TestPage } from '../browsers/index.js';
import { type PageWithClient, wholeClient } from './whole-client.js';

const DOMAIN = 'brand.localhost';

inBrowsers('two sites below one domain', (browser) => {
  let site: ElementSite;
  beforeEach(async () => {
    site = await startElementSite(browser.engine, { consent: { cookies: { domain: DOMAIN } } });
    site.pages.script = await wholeClient();
  });
  afterEach(() => site.close());

  const at = (host: string, path = '/page'): string => `${site.url.replace(/\/\/[^:]+/, `//${host}.${DOMAIN}`)}${path}`;
  const isAsked = (page: TestPage): Promise<boolean> =>
    page.evaluate(() => document.querySelector('.np-banner') !== null);
  const decide = async (page: TestPage, decision: string): Promise<void> => {
    await page.click(decision);
    await page.until(() => document.querySelector('.np-status')?.textContent.includes('Saved.'));
  };

  it('share a decision, also one that is made while the other is open', async () => {
    const shop = await browser.open(at('shop'));
    await shop.until(() => document.querySelector('.np-banner')?.checkVisibility());
    const blog = await shop.newTab(at('blog'));
    await decide(blog, '.np-banner [value=accept-all]');
    await shop.until(() => (window as unknown as PageWithClient).consent.allows('MARKETING'));
    await shop.until(() => document.querySelector('privacy-embed > iframe') !== null);
    expect(await isAsked(shop)).toBe(false);
    await blog.click('footer a');
    await decide(blog, '#np-dialog [value=reject-all]');
    await shop.until(() => document.querySelector('privacy-embed > iframe') === null);
    expect(await site.records()).toHaveLength(2);
  });

  it.each([
    ['the older one of the host', true],
    ['the older one of the domain', false],
  ])('go by the newest cookie where two lie there, not by %s', async (_, isOlderOfHost) => {
    site.clock.set(Date.now() - 60_000);
    const page = await browser.open(at('shop'));
    await decide(page, '.np-banner [value=accept-all]');
    const given = await page.evaluate(() => document.cookie);
    site.clock.advance(60_000);
    await page.click('footer a');
    await decide(page, '#np-dialog [value=reject-all]');
    const refused = await page.evaluate(() => document.cookie);
    expect(refused).not.toBe(given);
    const [older, newer] = isOlderOfHost ? ['', `; domain=${DOMAIN}`] : [`; domain=${DOMAIN}`, ''];
    await page.evaluate(
      (cookies) => {
        document.cookie = `${cookies[0]!.split('=')[0]}=; path=/; max-age=0; domain=${cookies[2]}`;
        for (const cookie of cookies.slice(0, 2)) document.cookie = `${cookie}`;
      },
      [`${given}; path=/${older}`, `${refused}; path=/${newer}`, DOMAIN],
    );
    expect(await page.evaluate(() => document.cookie.split('; ').length)).toBe(2);
    for (const path of ['/page', '/page?shared']) {
      await page.goto(at('shop', path));
      await page.until(() => 'consent' in window);
      const allows = (): boolean => (window as unknown as PageWithClient).consent.allows('MARKETING');
      expect(await page.evaluate(allows)).toBe(false);
      expect(await page.evaluate(() => document.querySelector('iframe'))).toBeNull();
      expect(await isAsked(page)).toBe(false);
    }
    expect(site.vendor.received.filter(({ url }) => url === '/film').length).toBeLessThanOrEqual(1);
  });
});
