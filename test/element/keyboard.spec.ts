import { inBrowsers, type TestPage } from '../browsers/index.js';
import { type ElementSite, startElementSite } from './element-site.js';

inBrowsers('somebody with a keyboard', (browser) => {
  let site: ElementSite;
  let page: TestPage;

  beforeAll(async () => (site = await startElementSite(browser.engine)));
  afterAll(() => site.close());
  beforeEach(async () => {
    page = await browser.open(`${site.url}/page`);
    await page.until(() => document.querySelector('.np-banner')?.checkVisibility());
  });

  /** What has the focus, in a word. */
  const focused = (): Promise<string> =>
    page.evaluate(() => {
      const { id, tagName, textContent } = document.activeElement as HTMLElement;
      return id || (tagName === 'MAIN' ? 'main' : (textContent?.trim().slice(0, 20) ?? tagName));
    });
  const walk = async (steps: number): Promise<string[]> => {
    const seen: string[] = [];
    for (let i = 0; i < steps; i++) {
      await page.press('Tab');
      seen.push(await focused());
    }
    return seen;
  };

  it('comes by the skip link, the banner and the page, in the order in which they are read, and is never held', async () => {
    const way = await walk(8);
    expect(way.slice(0, 5)).toEqual(['skip', 'Privacy here', 'Reject all here', 'Accept all here', 'Settings here']);
    expect(way.slice(5, 8)).toEqual(['Load once', 'Always allow Marketi', 'Open it there']);
  });

  it('goes on at the page’s content after a decision, which is told once and politely', async () => {
    await page.evaluate(() => {
      const told: string[] = [];
      Object.assign(window, { told });
      new MutationObserver((changes) => {
        for (const { target } of changes)
          if ((target as Element).matches?.('.np-status') && target.textContent) told.push(target.textContent);
      }).observe(document.body, { subtree: true, childList: true });
    });
    await page.focus('.np-banner [value=reject-all]');
    await page.press('Enter');
    await page.until(() => document.querySelector('.np-status')?.textContent?.includes('Saved.'));
    expect(await focused()).toBe('main');
    expect(await page.evaluate(() => (window as unknown as { told: string[] }).told)).toEqual([
      'Saved. Change your choice',
    ]);
    expect(
      await page.evaluate(() => {
        const status = document.querySelector('.np-status')!;
        return [status.role, status.closest('[aria-live=assertive],[role=alert]')];
      }),
    ).toEqual(['status', null]);
    await page.press('Tab');
    expect(await page.evaluate(() => document.querySelector('.np-status')!.textContent)).toBe('');
  });

  it('is led to the heading of the dialog, stays in it, and comes back to where it was opened', async () => {
    await page.focus('.np-banner [form=np-choices]');
    await page.press('Enter');
    await page.until(() => document.querySelector('#np-dialog:modal') !== null);
    expect(await focused()).toBe('np-dialog-title');
    const way = await walk(12);
    expect(way).toEqual(
      expect.arrayContaining(['np-dialog-STATISTICS', 'np-dialog-MARKETING', 'Save here', 'Close here']),
    );
    expect(way).not.toContain('skip');
    expect(
      await page.evaluate(
        () =>
          document.querySelector('dialog')!.contains(document.activeElement) ||
          document.activeElement === document.body,
      ),
    ).toBe(true);
    await page.press('Escape');
    expect(await focused()).toBe('Settings here');
  });

  it('is not lost when a decision in the dialog takes the banner away that opened it', async () => {
    await page.focus('.np-banner [form=np-choices]');
    await page.press('Enter');
    await page.until(() => document.querySelector('#np-dialog:modal') !== null);
    await page.focus('#np-dialog [value=accept-all]');
    await page.press('Enter');
    await page.until(() => document.querySelector('.np-banner') === null);
    await page.until(() => document.activeElement === document.querySelector('main'));
  });

  it('decides upon pressing, not before, by the space bar as well', async () => {
    await page.focus('.np-banner [value=accept-all]');
    await page.press(' ');
    await page.until(() => document.querySelector('.np-banner') === null);
  });
});
