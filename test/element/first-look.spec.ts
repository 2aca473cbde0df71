import { inBrowsers, type TestPage } from '../browsers/index.js';
import { LANGUAGES } from '../surface/state-scenes.js';
import { startStatesSite, type StatesSite, WRITERS } from '../surface/states-site.js';

inBrowsers('a first look at a page', (browser) => {
  let site: StatesSite;
  let page: TestPage;

  beforeAll(async () => (site = await startStatesSite()));
  afterAll(() => site.stop());

  const isAsked = (): Promise<unknown> => page.until(() => document.querySelector('.np-banner')?.checkVisibility());

  it.each(LANGUAGES)(
    'shows that GPC was honoured, to nobody who would have to scroll for it (%s)',
    async (language) => {
      page = await browser.open(site.pageOf({ language, gpc: true }), { gpc: true });
      await isAsked();
      for (const width of language === 'en-XA' ? [375, 1280] : [320, 375, 1280]) {
        await page.setViewport({ width, height: 667 });
        const cut = await page.evaluate(() => {
          const { bottom } = document.querySelector('.np-banner .np-signal')!.getBoundingClientRect();
          return bottom - document.querySelector('.np-banner .np-text')!.getBoundingClientRect().bottom;
        });
        expect([width, cut <= 0]).toEqual([width, true]);
      }
    },
  );

  it.each(WRITERS)('leaves room for the end of the page, and moves nothing for it (%s)', async (writer) => {
    page = await browser.open(site.pageOf({ language: 'en' }, writer), { viewport: { width: 375, height: 667 } });
    await isAsked();
    const end = (): Promise<boolean> =>
      page.evaluate(() => {
        scrollTo(0, document.documentElement.scrollHeight);
        const link = document.querySelector('footer a')!;
        const { left, top } = link.getBoundingClientRect();
        return link === document.elementFromPoint(left + 4, top + 4);
      });
    await page.until(() => document.querySelector('footer a') !== null);
    expect(await end()).toBe(true);
    const height = (): Promise<number> => page.evaluate(() => document.documentElement.scrollHeight);
    const before = await height();
    await page.click('.np-banner [value=reject-all]');
    expect(before - (await height())).toBeGreaterThan(300);
    const isMeasured = await page.evaluate(() => PerformanceObserver.supportedEntryTypes.includes('layout-shift'));
    if (!isMeasured) return;
    const moved = await page.evaluate(
      () =>
        new Promise<number>((done) => {
          new PerformanceObserver((list) => {
            const shifts = list.getEntries() as unknown as { value: number; hadRecentInput: boolean }[];
            done(shifts.reduce((sum, { value, hadRecentInput }) => sum + (hadRecentInput ? 0 : value), 0));
          }).observe({ type: 'layout-shift', buffered: true });
          requestAnimationFrame(() => requestAnimationFrame(() => done(0)));
        }),
    );
    expect(moved).toBe(0);
  });
});
