import { type Page } from 'playwright-core';
import { type ElementSite, startElementSite } from '../element/element-site.js';
import { inBrowsers, type TestPage } from '../browsers/index.js';

/** Runs in a page: whether what was decided is on the server, as far as the page knows. */
const isDelivered = (): boolean => localStorage.getItem('nest-privacy:') === null && document.cookie !== '';

const says = (page: TestPage, words: string): Promise<unknown> =>
  page.until((said) => document.querySelector('.np-status')?.textContent.includes(said), words);

inBrowsers('a visitor who decides and is gone at once', (browser) => {
  let site: ElementSite;
  beforeEach(async () => (site = await startElementSite(browser.engine)));
  afterEach(() => site.close());

  it.each(['accept-all', 'reject-all'])('has one record, and is not asked on the next page: %s', async (decision) => {
    const page = await browser.open(`${site.url}/page`);
    await page.until(() => document.querySelector('.np-banner')?.checkVisibility());
    await page.evaluate((value) => {
      document.querySelector<HTMLElement>(`.np-banner [value=${value}]`)!.click();
      location.href = '/page?next';
    }, decision);
    await page.until(() => location.search === '?next' && document.readyState === 'complete');
    await page.until(isDelivered);
    await page.until(() => document.querySelector('.np-banner') === null);
    expect(await site.records()).toHaveLength(1);
    await page.goto(`${site.url}/page?later`);
    const isFilmThere = await page.evaluate(() => document.querySelector('privacy-embed > iframe') !== null);
    expect(isFilmThere).toBe(decision === 'accept-all');
    expect(page.faults).toEqual([]);
  });
});

inBrowsers(
  'a visitor whose decision does not arrive',
  (browser) => {
    let site: ElementSite;
    let page: TestPage;
    beforeEach(async () => {
      site = await startElementSite(browser.engine);
      page = await browser.open(`${site.url}/page`);
      await page.until(() => document.querySelector('.np-banner')?.checkVisibility());
    });
    afterEach(() => site.close());

    const chosen = (decision: string): Promise<void> => page.click(`.np-banner [value=${decision}]`);
    const grants = async () => (await site.records()).map(({ decisions }) => decisions);

    it('without a network has it sent when there is one again: each once, and in order', async () => {
      const visitor = (page.raw as Page).context();
      await visitor.setOffline(true);
      await chosen('accept-all');
      await says(page, 'You are offline');
      expect(await page.evaluate(() => document.querySelector('iframe'))).toBeNull();
      await page.click('footer a');
      await page.click('#np-dialog [value=reject-all]');
      await says(page, 'You are offline');
      expect(await site.records()).toEqual([]);
      await visitor.setOffline(false);
      await page.until(isDelivered);
      const [NO, YES] = ['denied', 'granted'];
      expect(await grants()).toEqual([
        { STATISTICS: YES, MARKETING: YES },
        { STATISTICS: NO, MARKETING: NO },
      ]);
      expect(new Set((await site.records()).map(({ idempotencyKey }) => idempotencyKey)).size).toBe(2);
      expect(await page.evaluate(() => document.querySelector('iframe'))).toBeNull();
    });

    it.each([500, 429])('because the server answers %d has it sent by the next page', async (status) => {
      site.pages.failing = status;
      await chosen('accept-all');
      await says(page, 'not saved');
      expect(await page.evaluate(() => document.querySelector('iframe'))).toBeNull();
      expect(await site.records()).toEqual([]);
      site.pages.failing = undefined;
      await page.goto(`${site.url}/page?next`);
      await page.until(() => document.querySelector('privacy-embed > iframe') !== null);
      expect(await page.evaluate(() => document.querySelector('.np-banner'))).toBeNull();
      expect(await grants()).toEqual([{ STATISTICS: 'granted', MARKETING: 'granted' }]);
    });

    it('because the server refuses it is asked anew, and nothing is sent behind their back', async () => {
      site.pages.failing = 409;
      await chosen('accept-all');
      await says(page, 'not saved');
      site.pages.failing = undefined;
      await page.reload();
      await page.until(() => document.querySelector('.np-banner')?.checkVisibility());
      expect(await page.evaluate(() => localStorage.length)).toBe(0);
      expect(await site.records()).toEqual([]);
      await chosen('accept-all');
      await page.until(() => document.querySelector('privacy-embed > iframe') !== null);
      expect(await site.records()).toHaveLength(1);
    });
  },
  ['chromium'],
);
