import { inBrowsers, type TestPage } from '../../../test/browsers/index.js';
import { type PretendVendor, startPretendVendor } from '../src/vendors/pretend-vendor.js';
import { VENDOR_NAMES } from '../src/vendors/vendor.js';
import { type AppProcess, startProcess } from './app-process.js';

const PAGES = ['/', '/articles', '/visit', '/privacy', '/offers', '/a/shelf'];
const ACCEPT = 'privacy-banner [value=accept-all]';
const REJECT = 'privacy-banner [value=reject-all]';
const SETTINGS = 'footer .np-settings';

/** What the page says of the vendors: of the script that counts, of the one that recommends, and how many frames there are. */
const shown = (page: TestPage): Promise<{ visits: string; readers: number; frames: number }> =>
  page.evaluate(() => ({
    visits: document.querySelector('[data-pagecount=visits]')!.textContent.trim(),
    readers: document.querySelectorAll('[data-pagecount=readers] [lang=en]').length,
    frames: document.querySelectorAll('privacy-embed iframe[src]').length,
  }));

inBrowsers('the demonstration site', (browser) => {
  let app: AppProcess;
  let vendors: readonly PretendVendor[];

  beforeAll(async () => {
    vendors = await Promise.all(VENDOR_NAMES.map(() => startPretendVendor()));
    const VENDORS = VENDOR_NAMES.map((name, i) => `${name}=${vendors[i]!.origin}`).join(',');
    app = await startProcess({ VENDORS });
  }, 60_000);
  afterAll(async () => {
    await app.stop();
    await Promise.all(vendors.map((vendor) => vendor.close()));
  });
  beforeEach(() => vendors.forEach(({ requests }) => (requests as string[]).splice(0)));

  const asked = (): string[] => vendors.flatMap(({ requests }) => requests).sort();
  const hasBanner = (page: TestPage): Promise<boolean> =>
    page.evaluate(() => document.querySelector('privacy-banner section') !== null);
  /** Whether the server takes the visitor for one who allows marketing. */
  const isOpen = async (page: TestPage): Promise<boolean> =>
    page.evaluate(async () => (await fetch('/offers', { headers: { Accept: 'application/json' } })).ok);

  /** What the choices on the page itself say. */
  const chosen = (page: TestPage): Promise<unknown> =>
    page.evaluate(() => ({
      boxes: [...document.querySelectorAll<HTMLInputElement>('#np-preferences [type=checkbox]')].map(
        ({ checked }) => checked,
      ),
      days: document.querySelectorAll('#np-preferences .np-standing time[datetime]').length,
      withdraws: document.querySelector('#np-preferences [value=withdraw]') !== null,
    }));

  it('asks nobody but itself, keeps nothing and breaks no rule of its own before a decision', async () => {
    const page = await browser.open(`${app.url}/`);
    for (const path of PAGES) {
      await page.goto(app.url + path);
      await page.until(() => customElements.get('privacy-banner') !== undefined);
      expect([path, await hasBanner(page)]).toEqual([path, true]);
    }
    expect(page.requests.filter(({ url }) => /^http/.test(url) && new URL(url).origin !== app.url)).toEqual([]);
    expect([asked(), await page.cookies()]).toEqual([[], []]);
    expect(await page.evaluate(() => localStorage.length + sessionStorage.length)).toBe(0);
    expect(page.violations).toEqual([]);
    expect(page.faults.filter((fault) => !/403|Forbidden/.test(fault))).toEqual([]);
  });

  it('lets in what waits when everything is accepted, and is rid of it again in two actions', async () => {
    const page = await browser.open(`${app.url}/visit`);
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
    const page = await browser.open(`${app.url}/visit`);
    await page.click(REJECT);
    await page.until(() => document.querySelector('privacy-banner section') === null);
    await page.until(() => document.cookie.includes('privacy_consent'));
    await page.reload();
    expect(await hasBanner(page)).toBe(false);
    expect(await shown(page)).toEqual({ visits: 'Waits for your consent.', readers: 0, frames: 0 });
    expect(asked()).toEqual([]);
  });

  it('asks once where the page itself asks, so that nothing lies over the answers', async () => {
    const page = await browser.open(`${app.url}/offers`);
    for (const path of ['/offers', '/privacy']) {
      await page.goto(app.url + path);
      await page.until(() => customElements.get('privacy-banner') !== undefined);
      expect([path, await page.evaluate(() => document.querySelector('.np-banner')!.checkVisibility())]).toEqual([
        path,
        false,
      ]);
    }
    await page.goto(`${app.url}/articles`);
    expect(await page.evaluate(() => document.querySelector('.np-banner')!.checkVisibility())).toBe(true);
  });

  it('takes single choices in the dialog, and says on the page where its visitor stands', async () => {
    const page = await browser.open(`${app.url}/privacy`);
    await page.click(SETTINGS);
    await page.click('#np-dialog-STATISTICS');
    await page.click('#np-dialog .np-form .np-actions button:not([name]):not([formmethod])');
    await page.until(() =>
      document.querySelector('[data-standing=STATISTICS]')?.textContent.includes('you allowed it'),
    );
    expect(await page.evaluate(() => document.querySelector('[data-standing=MARKETING] .badge')!.textContent)).toBe(
      'off',
    );
    expect(await chosen(page)).toEqual({ boxes: [true, false], days: 1, withdraws: true });
    await page.click('#np-preferences [value=withdraw]');
    await page.until(() => document.querySelector('#saved')?.textContent.includes('Withdrawn'));
    expect(await chosen(page)).toEqual({ boxes: [false, false], days: 1, withdraws: false });
    await page.click('#np-page-STATISTICS');
    await page.click('#np-preferences .np-form .np-actions button:not([name])');
    await page.until(() => document.querySelector('#saved')?.textContent.includes('Essentials, Statistics.'));
    await page.click(SETTINGS);
    await page.click('#np-dialog [value=reject-all]');
    await page.until(() => document.querySelector('#np-preferences [value=withdraw]') === null);
    expect(await chosen(page)).toEqual({ boxes: [false, false], days: 1, withdraws: false });
    await page.click(SETTINGS);
    await page.click('#np-dialog-STATISTICS');
    await page.click('#np-dialog .np-form .np-actions button:not([name]):not([formmethod])');
    await page.until(() => document.querySelector('#np-preferences [value=withdraw]') !== null);
    await page.goto(`${app.url}/visit`);
    await page.until(() => document.querySelector('[data-pagecount=visits]')?.textContent.trim().endsWith(' 1'));
    expect(asked()).toEqual(['/counter.js']);
    expect(page.violations).toEqual([]);
  });

  it('keeps no acknowledgement ticked on the page whose category was taken back in the dialog', async () => {
    const page = await browser.open(`${app.url}/privacy`, { gpc: true });
    const ticked = (): Promise<boolean[]> =>
      page.evaluate(() =>
        [...document.querySelectorAll<HTMLInputElement>('#np-preferences input')]
          .filter(({ name, type }) => type === 'checkbox' && /^(acknowledged-)?MARKETING$/.test(name))
          .map(({ checked }) => checked),
      );
    await page.click('#np-page-MARKETING');
    await page.click('#np-preferences [name=acknowledged-MARKETING]');
    await page.click('#np-preferences .np-form .np-actions button:not([name])');
    await page.until(() => document.querySelector('#saved')?.textContent.includes('Essentials, Marketing.'));
    expect(await ticked()).toEqual([true, true]);
    await page.click(SETTINGS);
    await page.click('#np-dialog [value=reject-all]');
    await page.until(() => document.querySelector('#np-preferences [value=withdraw]') === null);
    expect(await ticked()).toEqual([false, false]);
    expect(page.violations).toEqual([]);
  });

  it('does all of it without JavaScript: accepts, takes single choices, and withdraws in two actions', async () => {
    const page = await browser.open(`${app.url}/visit`, { javaScript: false });
    await page.click(ACCEPT);
    await page.until(
      () => location.hash === '#saved' && document.querySelectorAll('privacy-embed iframe').length === 2,
    );
    await page.goto(`${app.url}/articles`);
    await page.click(SETTINGS);
    await page.until(() => location.pathname === '/privacy');
    await page.click('#np-preferences [value=withdraw]');
    await page.until(() => document.querySelector('#saved')?.textContent.includes('Withdrawn'));
    await page.click('#np-page-STATISTICS');
    await page.click('#np-preferences .np-form .np-actions button:not([name])');
    await page.until(() =>
      document.querySelector('#saved')?.textContent.includes('On from now: Essentials, Statistics.'),
    );
    await page.goto(`${app.url}/offers`);
    expect(await page.evaluate(() => document.querySelectorAll('#ask-granted').length)).toBe(1);
  });

  it('opens a closed page by the one category it lacks, without JavaScript', async () => {
    const viewport = { width: 1280, height: 1400 };
    const page = await browser.open(`${app.url}/articles`, { javaScript: false, viewport });
    await page.click('nav a[href="/offers"]');
    await page.until(() => document.querySelector('#ask-denied') !== null);
    await page.click('#ask-denied button');
    await page.until(() => location.pathname === '/articles');
    await page.click('nav a[href="/offers"]');
    await page.until(() => document.querySelector('#ask-granted') !== null);
    await page.click('#ask-granted button');
    await page.until(() => document.querySelectorAll('.book').length === 3);
    expect(await page.evaluate(() => document.querySelector('#saved')!.textContent.trim())).toBe(
      'Saved. On from now: Essentials, Marketing.',
    );
  });
});
