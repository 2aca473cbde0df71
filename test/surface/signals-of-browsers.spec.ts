import { bootMarkup } from '../../libs/client/src/boot/index.js';
import { bundleOf, inBrowsers, TestSite } from '../browsers/index.js';
import { SETTINGS } from './visitor.js';
import { type PageWithClient } from './whole-client.js';

const SOURCE = `import { sharedClient } from '@nest-privacy/client'; window.consent = sharedClient();`;
/** Where everything is allowed until somebody objects, and the page was made for everybody. */
const OPT_OUT = { ...SETTINGS, regimes: { STATISTICS: 'opt-out', MARKETING: 'opt-out' }, signals: null } as const;

inBrowsers('what a browser itself says of its visitor', (browser) => {
  let site: TestSite;
  beforeAll(async () => {
    site = await TestSite.start();
    site.file('/client.js', await bundleOf({ source: SOURCE }));
    site.page(
      '/',
      `<!doctype html><html lang="en"><head><title>Test</title>${bootMarkup(OPT_OUT)}</head><body><script type="module" src="/client.js"></script></body></html>`,
    );
  });
  afterAll(() => site.stop());

  it.each([
    ['nothing', {}, [undefined, undefined], [true, true], false],
    ['Global Privacy Control', { gpc: true }, ['1', undefined], [true, false], true],
    ['Do Not Track', { dnt: true }, [undefined, '1'], [false, false], false],
  ])('holds on the page, without a word to any server: %s', async (_, visitor, headers, allowed, isTold) => {
    const page = await browser.open(site.url(), visitor);
    const { 'sec-gpc': gpc, dnt } = site.asked('GET', '/').at(-1)!.headers;
    expect([gpc, dnt]).toEqual(headers);
    const state = await page.evaluate(() => {
      const { consent } = window as unknown as PageWithClient;
      return consent.state()!;
    });
    expect(state.allowed).toEqual({ ESSENTIALS: true, STATISTICS: allowed[0], MARKETING: allowed[1] });
    expect(state.showGpcHonoured).toBe(isTold);
    expect(page.requests.filter(({ url }) => url.includes('/consent'))).toEqual([]);
  });
});
