import { inBrowsers, type TestPage } from '../browsers/index.js';
import { type ElementSite, startElementSite } from './element-site.js';
import { ALL_WORDS } from './notices.js';

inBrowsers('a decision', (browser) => {
  let site: ElementSite;
  let page: TestPage;

  beforeAll(async () => (site = await startElementSite(browser.engine)));
  afterAll(() => site.close());

  const open = async (query = '', gpc = false): Promise<void> => {
    site.clock.advance(1_000);
    page = await browser.open(`${site.url}/page?${query}`, { gpc });
    await page.until(() => document.querySelector('.np-banner')?.checkVisibility());
  };
  const openDialog = async (from = '.np-banner [form=np-choices]'): Promise<void> => {
    await page.click(from);
    await page.until(() => document.querySelector('#np-dialog:modal') !== null);
  };
  const saved = (): Promise<unknown> =>
    page.until(() => document.querySelector('.np-status')?.textContent?.includes('Saved.'));
  const newest = async () => (await site.records()).at(-1)!;
  const clean = (): void => {
    expect(page.violations).toEqual([]);
    expect(page.faults).toEqual([]);
  };

  it.each(['', 'bare', 'shared'])('accepts by the banner, with what was shown as evidence (%s)', async (query) => {
    await open(query);
    await page.click('.np-banner [value=accept-all]');
    await saved();
    expect(await newest()).toMatchObject({
      decisions: { STATISTICS: 'granted', MARKETING: 'granted' },
      method: 'banner-accept',
      surface: 'banner',
      noticeVersion: 1,
      catalogueVersion: 5,
      language: 'en',
    });
    expect(await page.evaluate(() => document.querySelector('.np-banner'))).toBeNull();
    clean();
  });

  it('refuses by the banner in as many steps', async () => {
    await open();
    await page.click('.np-banner [value=reject-all]');
    await saved();
    expect(await newest()).toMatchObject({
      decisions: { STATISTICS: 'denied', MARKETING: 'denied' },
      method: 'banner-reject',
    });
    clean();
  });

  it('chooses one by one, finds it again, and takes it back in two steps', async () => {
    await open('bare');
    await openDialog();
    expect(await page.evaluate(() => document.querySelectorAll('#np-dialog .np-switch :checked').length)).toBe(0);
    await page.click('#np-dialog-STATISTICS');
    await page.click('#np-dialog .np-actions .np-button:not([name]):not(.np-close)');
    await saved();
    expect(await newest()).toMatchObject({
      decisions: { STATISTICS: 'granted', MARKETING: 'denied' },
      method: 'dialog-save',
      surface: 'dialog',
    });
    await page.reload();
    await openDialog('privacy-settings-link a');
    const ticked = await page.evaluate(() =>
      [...document.querySelectorAll<HTMLInputElement>('#np-dialog .np-switch :checked')].map(({ name }) => name),
    );
    expect(ticked).toEqual(['STATISTICS']);
    expect(await page.evaluate(() => document.querySelector('.np-standing time')?.textContent)).toMatch(/\d{4}/);
    await page.click('#np-dialog [value=reject-all]');
    await saved();
    expect(await newest()).toMatchObject({
      decisions: { STATISTICS: 'denied', MARKETING: 'denied' },
      method: 'dialog-reject',
    });
    clean();
  });

  /** What the banner is seen to say of GPC. */
  const toldOfGpc = (): Promise<string> =>
    page.evaluate(() => document.querySelector<HTMLElement>('.np-banner .np-signal')?.innerText ?? '');

  it('says nothing of GPC on a page for everybody to whoever does not send it', async () => {
    await open('shared');
    expect(await page.evaluate(() => document.querySelector('.np-banner .np-signal')?.checkVisibility())).toBe(false);
    await openDialog();
    expect(await page.evaluate(() => document.querySelectorAll('.np-acknowledge').length)).toBe(0);
  });

  it.each(['', 'bare', 'shared'])(
    'asks for an acknowledgement before it allows what GPC forbids: %s',
    async (query) => {
      await open(query, true);
      expect(await toldOfGpc()).toContain('Opt-Out');
      await openDialog();
      expect(await page.evaluate(() => document.querySelectorAll('#np-dialog :checked').length)).toBe(0);
      await page.click('#np-dialog-MARKETING');
      await page.click('#np-dialog .np-actions .np-button:not([name]):not(.np-close)');
      const isAskedFor = await page.evaluate(() => {
        const { name } = document.activeElement as HTMLInputElement;
        return [name, document.querySelector<HTMLDialogElement>('#np-dialog')!.open];
      });
      expect(isAskedFor).toEqual(['acknowledged-MARKETING', true]);
      await page.click('.np-acknowledge input');
      await page.click('#np-dialog .np-actions .np-button:not([name]):not(.np-close)');
      await saved();
      expect(await newest()).toMatchObject({
        decisions: { STATISTICS: 'denied', MARKETING: 'granted' },
        acknowledgedSignals: ['gpc'],
      });
      clean();
    },
  );

  it.each([
    ['saved', '#np-dialog .np-actions .np-button:not([name]):not(.np-close)'],
    ['of all', '#np-dialog [value=reject-all]'],
  ])('that is refused for good has the dialog asked anew, whole, and says so within it (%s)', async (_, button) => {
    await open('bare');
    await openDialog();
    site.pages.failing = 403;
    await page.click(button);
    await page.until(() => document.querySelector('#np-dialog:modal [value=accept-all]') !== null);
    site.pages.failing = undefined;
    const said = await page.until(() => document.querySelector<HTMLElement>('#np-dialog:modal .np-status')?.innerText);
    expect(said).toContain(ALL_WORDS.failed);
    expect(await page.evaluate(() => document.querySelector('.np-status')!.checkVisibility())).toBe(true);
    await page.click('#np-dialog [value=accept-all]');
    await saved();
    expect(await newest()).toMatchObject({ decisions: { STATISTICS: 'granted', MARKETING: 'granted' } });
  });
});
