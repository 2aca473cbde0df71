import { type Page } from 'playwright-core';
import { inBrowsers, type TestPage } from '../browsers/index.js';
import { STATES } from '../surface/states.js';
import { startStatesSite, type StatesSite } from '../surface/states-site.js';

inBrowsers(
  'somebody whose network is gone',
  (browser) => {
    let site: StatesSite;
    let page: TestPage;

    beforeAll(async () => (site = await startStatesSite()));
    afterAll(() => site.stop());

    const unplug = (): Promise<void> => (page.raw as Page).context().setOffline(true);
    const isOpen = (): Promise<unknown> => page.until(() => document.querySelector('#np-dialog:modal') !== null);

    it('opens the choices that the server has written, for which nothing is asked', async () => {
      page = await browser.open(site.pageOf({ language: 'en' }));
      await STATES[0]!.reach(page);
      const before = page.requests.length;
      await unplug();
      await page.click('.np-banner [form=np-choices]');
      await isOpen();
      await page.click('#np-dialog-STATISTICS');
      await page.press('Escape');
      await page.click('.np-banner [form=np-choices]');
      await isOpen();
      expect(await page.evaluate(() => document.querySelectorAll('#np-dialog :checked').length)).toBe(0);
      expect(page.requests.slice(before).filter(({ url }) => !url.endsWith('/notices-served'))).toEqual([]);
    });

    it('is told so once the connection has failed, keeps a usable page, and has nothing granted', async () => {
      page = await browser.open(site.pageOf({ language: 'en' }));
      await STATES[0]!.reach(page);
      await unplug();
      await page.click('.np-banner [value=accept-all]');
      const told = await page.until(() => document.querySelector('.np-status')?.textContent?.trim());
      expect(told).toContain('offline');
      const left = await page.evaluate(() => [
        document.querySelector('.np-banner'),
        document.querySelector('iframe'),
        document.cookie,
        document.querySelector('.np-embed')?.checkVisibility(),
      ]);
      expect(left).toEqual([null, null, '', true]);
    });

    it('is led on by a link to the settings, where nothing can be shown in place', async () => {
      page = await browser.open(site.pageOf({ language: 'en' }, 'elements'));
      await STATES[0]!.reach(page);
      await page.evaluate(() => {
        document.documentElement.lang = 'de';
        document.querySelector<HTMLAnchorElement>('privacy-settings-link a')!.href = '/elsewhere';
      });
      await (page.raw as Page).route('**/consent/notice*', (route) => route.abort());
      await page.click('privacy-settings-link a');
      await page.until(() => location.pathname === '/privacy');
    });
  },
  ['chromium'],
);
