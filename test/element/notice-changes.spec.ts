import { inBrowsers, type TestPage } from '../browsers/index.js';
import { type ElementSite, startElementSite } from './element-site.js';
import { fullNotice, newerNotice } from './notices.js';

inBrowsers('a notice that changes while it is read', (browser) => {
  let site: ElementSite;
  let page: TestPage;

  beforeEach(async () => (site = await startElementSite(browser.engine)));
  afterEach(() => site.close());

  const open = async (query = ''): Promise<void> => {
    page = await browser.open(`${site.url}/page?${query}`);
    await page.until(() => document.querySelector('.np-banner')?.checkVisibility());
  };
  const title = (): Promise<string> => page.until(() => document.querySelector('.np-banner h2')?.textContent);

  it.each(['', 'bare', 'shared'])('is asked anew, and nothing is taken for granted (%s)', async (query) => {
    await open(query);
    expect(await title()).toBe('Your privacy');
    await site.publish(newerNotice());
    await page.click('.np-banner [value=accept-all]');
    await page.until(() => document.querySelector('.np-banner h2')?.textContent === 'Your privacy, again');
    expect(await page.evaluate(() => document.querySelector('.np-status')!.textContent)).toContain('not saved');
    expect(await site.records()).toEqual([]);
    await page.click('.np-banner [value=accept-all]');
    await page.until(() => document.querySelector('.np-status')?.textContent?.includes('Saved.'));
    expect(await site.records()).toMatchObject([{ noticeVersion: 2, method: 'banner-accept' }]);
  });

  it('has whoever reads the banner begin with its heading', async () => {
    await open();
    await page.focus('.np-banner [form=np-choices]');
    await site.publish(newerNotice());
    await page.evaluate(() => (window as unknown as { consent: { load(): Promise<unknown> } }).consent.load());
    await page.until(() => document.querySelector('.np-banner h2')?.textContent === 'Your privacy, again');
    await page.until(() => document.activeElement === document.querySelector('.np-banner h2'));
    await page.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.closest('.np-banner') !== null)).toBe(true);
  });

  it('takes no focus from whoever is elsewhere', async () => {
    await open();
    await page.focus('main a');
    await site.publish(newerNotice());
    await page.evaluate(() => (window as unknown as { consent: { load(): Promise<unknown> } }).consent.load());
    await page.until(() => document.querySelector('.np-banner h2')?.textContent === 'Your privacy, again');
    expect(await page.evaluate(() => document.activeElement?.closest('main') !== null)).toBe(true);
  });

  it('is asked anew in the dialog as well', async () => {
    await open();
    await page.click('.np-banner [form=np-choices]');
    await page.until(() => document.querySelector('#np-dialog:modal') !== null);
    await site.publish(newerNotice());
    await page.click('#np-dialog-STATISTICS');
    await page.click('#np-dialog .np-actions .np-button:not([name]):not(.np-close)');
    await page.until(() => document.querySelector('#np-dialog:modal h2')?.textContent === 'Your privacy, again');
    expect(await page.evaluate(() => document.querySelectorAll('#np-dialog .np-switch :checked').length)).toBe(0);
    expect(await site.records()).toEqual([]);
  });

  it('is shown anew as soon as the page hears of it, also within the open dialog', async () => {
    await open();
    await page.click('.np-banner [form=np-choices]');
    await page.until(() => document.querySelector('#np-dialog:modal') !== null);
    await page.click('#np-dialog-STATISTICS');
    await site.publish(newerNotice());
    await page.evaluate(() => (window as unknown as { consent: { load(): Promise<unknown> } }).consent.load());
    await page.until(() => document.querySelector('#np-dialog:modal h2')?.textContent === 'Your privacy, again');
    await page.press('Escape');
    expect(await title()).toBe('Your privacy, again');
  });

  it('is asked anew by an embed as well', async () => {
    await open();
    await site.publish(newerNotice());
    await page.click('.np-embed [name=MARKETING]');
    await page.until(() => document.querySelector('.np-status')?.textContent?.includes('not saved'));
    await page.until(() => document.querySelector<HTMLInputElement>('.np-embed [name=noticeVersion]')?.value === '2');
    expect(await site.records()).toEqual([]);
    await page.click('.np-embed [name=MARKETING]');
    await page.until(() => document.querySelector('privacy-embed > iframe') !== null);
    expect(await site.records()).toMatchObject([{ noticeVersion: 2, method: 'embed' }]);
  });

  it('takes a refusal upon any notice', async () => {
    await open();
    await site.publish(fullNotice());
    await page.click('.np-banner [value=reject-all]');
    await page.until(() => document.querySelector('.np-status')?.textContent?.includes('Saved.'));
    expect(await site.records()).toHaveLength(1);
  });

  it('is asked anew when the catalogue holds more than was shown', async () => {
    await open('bare');
    site.catalogue.change('MARKETING', 'new-provider-or-purpose', site.clock.now());
    await page.click('.np-banner [value=accept-all]');
    await page.until(() => document.querySelector('.np-status')?.textContent?.includes('not saved'));
    await page.until(
      () => document.querySelector<HTMLInputElement>('.np-banner [name=catalogueVersion]')?.value === '6',
    );
    await page.click('.np-banner [value=accept-all]');
    await page.until(() => document.querySelector('.np-status')?.textContent?.includes('Saved.'));
    expect(await site.records()).toMatchObject([{ catalogueVersion: 6 }]);
  });

  it('says it once when the server cannot be reached, allows nothing, and asks nobody again', async () => {
    await open();
    site.pages.failing = 503;
    await page.click('.np-banner [value=accept-all]');
    await page.until(() => document.querySelector('.np-status')?.textContent?.includes('not saved'));
    expect(await page.evaluate(() => document.querySelector('.np-banner'))).toBeNull();
    expect(await page.evaluate(() => document.querySelector('iframe'))).toBeNull();
  });
});
