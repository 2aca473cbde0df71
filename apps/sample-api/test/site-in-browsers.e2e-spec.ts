import { inBrowsers } from '../../../test/browsers/index.js';
import { ACCEPT, demonstrationSite, hasBanner, isOpen, REJECT, SETTINGS, shown } from './demonstration-site.js';

const PAGES = ['/', '/articles', '/visit', '/privacy', '/offers', '/a/shelf'];

inBrowsers('the demonstration site', (browser) => {
  const site = demonstrationSite();

  it('asks nobody but itself, keeps nothing and breaks no rule of its own before a decision', async () => {
    const page = await browser.open(`${site.url}/`);
    for (const path of PAGES) {
      await page.goto(site.url + path);
      await page.until(() => customElements.get('privacy-banner') !== undefined);
      expect([path, await hasBanner(page)]).toEqual([path, true]);
    }
    expect(page.requests.filter(({ url }) => /^http/.test(url) && new URL(url).origin !== site.url)).toEqual([]);
    expect([site.asked(), await page.cookies()]).toEqual([[], []]);
    expect(await page.evaluate(() => localStorage.length + sessionStorage.length)).toBe(0);
    expect(page.violations).toEqual([]);
    expect(page.faults.filter((fault) => !/403|Forbidden/.test(fault))).toEqual([]);
  });

  it('lets in what waits when everything is accepted, and is rid of it again in two actions', async () => {
    const page = await browser.open(`${site.url}/visit`);
    await page.click(ACCEPT);
    await page.until(() => document.querySelector('[data-pagecount=visits]')?.textContent.trim().endsWith(' 1'));
    await page.until(() => document.querySelectorAll('[data-pagecount=readers] [lang=en]').length === 3);
    await page.until(() => document.querySelectorAll('privacy-embed iframe[src]').length === 2);
    expect(await isOpen(page)).toBe(true);
    await page.reload();
    expect(await hasBanner(page)).toBe(false);
    await page.until(() => document.querySelector('[data-pagecount=visits]')?.textContent.trim().endsWith(' 2'));
    await page.click(SETTINGS);
    await page.click('#np-dialog [value=reject-all]');
    await page.until(() => document.querySelectorAll('privacy-embed iframe[src]').length === 0);
    await page.until(() => !document.cookie.includes('_pagecount'));
    await page.reload();
    expect(await shown(page)).toEqual({ visits: 'Waits for your consent.', readers: 0, frames: 0 });
    expect(await isOpen(page)).toBe(false);
    expect(page.violations).toEqual([]);
  });

  it('keeps vendors waiting when everything is rejected, and asks no more', async () => {
    const page = await browser.open(`${site.url}/visit`);
    await page.click(REJECT);
    await page.until(() => document.querySelector('privacy-banner section') === null);
    await page.until(() => document.cookie.includes('privacy_consent'));
    await page.reload();
    expect(await hasBanner(page)).toBe(false);
    expect(await shown(page)).toEqual({ visits: 'Waits for your consent.', readers: 0, frames: 0 });
    expect(site.asked()).toEqual([]);
  });
});
