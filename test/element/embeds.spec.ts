import { inBrowsers, type TestPage } from '../browsers/index.js';
import { type ElementSite, startElementSite } from './element-site.js';

inBrowsers('an embed', (browser) => {
  let site: ElementSite;
  let page: TestPage;

  beforeAll(async () => (site = await startElementSite(browser.engine)));
  afterAll(() => site.close());

  const open = async (query = ''): Promise<void> => {
    site.clock.advance(1_000);
    site.vendor.received.length = 0;
    page = await browser.open(`${site.url}/page?${query}`);
    await page.until(() => document.querySelector('privacy-embed [data-np=once]')?.checkVisibility());
  };
  const isLoaded = (): Promise<unknown> => page.until(() => document.querySelector('privacy-embed > iframe') !== null);
  const isBlocked = (): Promise<unknown> =>
    page.until(() => !document.querySelector('iframe') && document.querySelector('.np-embed')?.checkVisibility());
  const size = (): Promise<number[]> =>
    page.evaluate(() => {
      const { width, height } = document.querySelector('privacy-embed')!.getBoundingClientRect();
      return [Math.round(width), Math.round(height)];
    });

  it.each(['', 'bare'])('keeps its place, and loads once without anything being kept (%s)', async (query) => {
    await open(query);
    const before = await size();
    expect(before[0]).toBe(320);
    const steps = await page.evaluate(() => history.length);
    expect(site.vendor.received).toEqual([]);
    await page.click('[data-np=once]');
    await isLoaded();
    expect((await size())[0]).toBe(320);
    await page.until(() => document.querySelector('.np-status')?.textContent?.includes('Saved.') === false);
    expect(await page.evaluate(() => document.activeElement!.tagName)).toBe('PRIVACY-EMBED');
    expect(await page.cookies()).toEqual([]);
    expect(await page.evaluate(() => history.length)).toBe(steps);
    expect(site.vendor.asked('GET', '/film')).toHaveLength(1);
    await page.reload();
    await isBlocked();
  });

  it('is always allowed by one decision, switched off by a withdrawal, and comes back', async () => {
    await open('bare');
    const steps = await page.evaluate(() => history.length);
    await page.click('.np-embed [name=MARKETING]');
    await isLoaded();
    expect((await site.records()).at(-1)).toMatchObject({
      method: 'embed',
      surface: 'embed',
      decisions: { STATISTICS: 'unset', MARKETING: 'granted' },
    });
    await page.evaluate(() => (window as unknown as { consent: { withdraw(): Promise<unknown> } }).consent.withdraw());
    await isBlocked();
    await page.click('.np-embed [name=MARKETING]');
    await isLoaded();
    expect(await page.evaluate(() => history.length)).toBe(steps);
    expect(page.violations).toEqual([]);
  });

  it('that was loaded once is switched off by a refusal', async () => {
    await open();
    await page.click('[data-np=once]');
    await isLoaded();
    await page.click('.np-banner [value=reject-all]');
    await isBlocked();
  });

  it('takes nothing but its box from a dialog of the page where a decision is refused for good, and asks anew', async () => {
    site.pages.bodies.set('own', ({ embed }) => `<dialog id="own" open><p id="words">Words</p>${embed}</dialog>`);
    await open('body=own&bare');
    await page.evaluate(() => document.querySelector('.np-embed')!.setAttribute('data-old', ''));
    site.pages.failing = 403;
    await page.click('.np-embed [name=MARKETING]');
    await page.until(() => document.querySelector('.np-status')?.textContent);
    site.pages.failing = undefined;
    await page.until(() => document.querySelector('#own #words ~ privacy-embed .np-embed:not([data-old])') !== null);
  });

  it('leaves forms of the page itself alone, which it may hold', async () => {
    const form = '<form class="letters"><input name="email" value="a@b.example"><button>Send</button></form>';
    site.pages.bodies.set('letters', () => `<privacy-embed category="MARKETING" title="L">${form}</privacy-embed>`);
    page = await browser.open(`${site.url}/page?body=letters`);
    await page.until(() => document.querySelector('.np-embed')?.checkVisibility());
    const isSent = await page.evaluate(() => {
      document.addEventListener('submit', (event) => {
        document.body.dataset.isSent = String(!event.defaultPrevented);
        event.preventDefault();
      });
      document.querySelector<HTMLElement>('.letters button')!.click();
      return [document.body.dataset.isSent, localStorage.length];
    });
    expect(isSent).toEqual(['true', 0]);
  });

  it('loads no address that is a script, and leads to none', async () => {
    const address = `javascript:parent.document.title='Ran'`;
    site.pages.bodies.set(
      'script',
      () => `<privacy-embed category="MARKETING" src="${address}" title="S" heading-level="2 x"></privacy-embed>`,
    );
    page = await browser.open(`${site.url}/page?body=script`);
    await page.until(() => document.querySelector('privacy-embed [data-np=once]')?.checkVisibility());
    await page.click('[data-np=once]');
    await page.until(() => document.querySelector('privacy-embed[data-on]') !== null);
    expect(await page.evaluate(() => document.querySelectorAll('iframe,[href^=javascript]').length)).toBe(0);
    expect(await page.evaluate(() => document.querySelector('.np-embed h3')?.textContent)).toBe('S');
    expect(page.faults).toEqual([]);
  });

  it('names a category that the notice does not know by its own name', async () => {
    site.pages.bodies.set('other', () => '<privacy-embed category="OTHER" src="/film" title="A film"></privacy-embed>');
    page = await browser.open(`${site.url}/page?body=other`);
    expect(await page.until(() => document.querySelector('.np-embed [value=granted]')?.textContent)).toBe(
      'Always allow OTHER',
    );
  });

  it('offers no more than once what GPC forbids, also on a page for everybody', async () => {
    site.clock.advance(1_000);
    page = await browser.open(`${site.url}/page?shared`, { gpc: true });
    await page.until(() => document.querySelector('privacy-embed [data-np=once]')?.checkVisibility());
    expect(await page.evaluate(() => document.querySelector<HTMLElement>('.np-embed [value=granted]')!.hidden)).toBe(
      true,
    );
  });

  it('is loaded once by the first click, also after a refusal that changed nothing', async () => {
    await open();
    type Page = { consent: Record<'acceptAll' | 'withdraw' | 'rejectAll', () => Promise<unknown>> };
    await page.evaluate(async () => {
      const { consent } = window as unknown as Page;
      await consent.acceptAll();
      await consent.withdraw();
      await consent.rejectAll();
    });
    await isBlocked();
    await page.click('[data-np=once]');
    await isLoaded();
  });
});
