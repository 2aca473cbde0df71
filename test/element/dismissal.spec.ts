import { inBrowsers, type TestPage } from '../browsers/index.js';
import { type ElementSite, startElementSite } from './element-site.js';
import { fullNotice } from './notices.js';

inBrowsers('leaving without a decision', (browser) => {
  let site: ElementSite;
  let page: TestPage;

  beforeAll(async () => {
    site = await startElementSite(browser.engine);
    await site.publish(
      fullNotice({
        layers: { first: ['rejectAll', 'acceptAll', 'settings', 'close'], second: ['rejectAll', 'acceptAll', 'save'] },
      }),
    );
  });
  afterAll(() => site.close());
  beforeEach(async () => {
    page = await browser.open(`${site.url}/page`);
    await page.until(() => document.querySelector('.np-banner')?.checkVisibility());
  });
  /** Nothing was sent that writes but that the notice was seen, nothing is kept, nothing granted. */
  const expectNothing = async (): Promise<void> => {
    const sent = page.requests.filter(({ method, url }) => method !== 'GET' && !url.endsWith('/notices-served'));
    expect(sent).toEqual([]);
    expect(await page.cookies()).toEqual([]);
    expect(await page.evaluate(() => localStorage.length + sessionStorage.length)).toBe(0);
    expect(await page.evaluate(() => document.querySelector('iframe'))).toBeNull();
    expect(await site.records()).toEqual([]);
    expect(site.vendor.received).toEqual([]);
  };

  const isOpen = (): Promise<boolean> =>
    page.evaluate(() => document.querySelector<HTMLDialogElement>('#np-dialog')!.open);
  const openDialog = async (): Promise<void> => {
    await page.click('.np-banner [form=np-choices]');
    await page.until(() => document.querySelector('#np-dialog:modal') !== null);
    await page.click('#np-dialog-STATISTICS');
  };

  it('takes no focus, locks no page, and means nothing by Escape, scrolling or time', async () => {
    expect(await page.evaluate(() => document.activeElement === document.body)).toBe(true);
    await page.press('Escape');
    await page.click('main h1');
    const scrolled = await page.evaluate(() => {
      scrollTo(0, 500);
      return [
        scrollY > 0,
        getComputedStyle(document.body).overflow,
        document.querySelector('.np-banner')!.checkVisibility(),
      ];
    });
    expect(scrolled).toEqual([true, 'visible', true]);
    await expectNothing();
  });

  it('closes the banner for this page alone', async () => {
    await page.click('.np-banner [data-np=close]');
    await page.until(() => document.querySelector('.np-banner') === null);
    await page.reload();
    await page.until(() => document.querySelector('.np-banner')?.checkVisibility());
    await expectNothing();
  });

  it('leaves the dialog by Escape, and what was ticked is forgotten', async () => {
    await openDialog();
    await page.press('Escape');
    expect(await isOpen()).toBe(false);
    await openDialog();
    expect(await page.evaluate(() => document.querySelectorAll('#np-dialog .np-switch :checked').length)).toBe(1);
    await page.press('Escape');
    await expectNothing();
  });

  it('leaves the dialog by its button, which is there though the notice forgot it', async () => {
    await openDialog();
    await page.click('#np-dialog .np-close');
    expect(await isOpen()).toBe(false);
    await expectNothing();
  });

  it('does not leave the dialog by a click beside it', async () => {
    await openDialog();
    await page.evaluate(() =>
      document.querySelector('dialog')!.dispatchEvent(new MouseEvent('click', { bubbles: true })),
    );
    expect(await isOpen()).toBe(true);
    await expectNothing();
  });
});
