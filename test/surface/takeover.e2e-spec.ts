import { bundleOf, inBrowsers, type TestPage } from '../browsers/index.js';
import { startSurfaceSite, type SurfaceSite } from './surface-site.js';

/** The elements, and what looks at them from the page. */
const SCRIPT = `
  import { defineElements } from './libs/client/src/element/define-elements';
  import { treeOf } from './test/surface/tree-of';

  defineElements();
  const SELECTORS = ['privacy-banner', 'privacy-embed', 'privacy-settings-link', 'privacy-dialog'];
  const treesIn = (page) =>
    Object.fromEntries(
      SELECTORS.map((selector) => {
        const element = page.querySelector(selector + ':not(privacy-banner *)');
        return [selector, element && treeOf(element, ['data-on'])];
      }),
    );
  /** What is on this page, beside what the server writes for the same visitor; they are alike where the difference is empty. */
  window.difference = async (address, selectors) => {
    const answer = await fetch(address);
    const written = treesIn(new DOMParser().parseFromString(await answer.text(), 'text/html'));
    const live = treesIn(document);
    const differing = selectors.filter((name) => JSON.stringify(written[name]) !== JSON.stringify(live[name]));
    return JSON.stringify(differing.map((name) => [written[name], live[name]]), null, 1);
  };
`;

const REST = ['privacy-banner', 'privacy-embed', 'privacy-settings-link'];

inBrowsers('elements on a page of ConsentMarkup', (browser) => {
  const sites = new Map<string, SurfaceSite>();

  beforeAll(async () => {
    const script = await bundleOf({ source: SCRIPT });
    sites.set('opt-in', await startSurfaceSite('express', { script }));
    sites.set('opt-out', await startSurfaceSite('fastify', { script, consent: { regime: 'opt-out' } }));
  });
  afterAll(async () => {
    for (const site of sites.values()) await site.close();
  });

  const difference = (page: TestPage, address: string, selectors: readonly string[]): Promise<string> =>
    page.evaluate(
      (of: string, names: readonly string[]) =>
        (window as unknown as { difference(...given: unknown[]): Promise<string> }).difference(of, names),
      address,
      selectors,
    );

  it.each([
    ['opt-in', false],
    ['opt-in', true],
    ['opt-out', false],
    ['opt-out', true],
  ])('take over what stands there, under %s, with GPC: %p', async (regime, gpc) => {
    const { url } = sites.get(regime)!;
    const page = await browser.open(`${url}/page`, { gpc });
    await page.until(() => 'difference' in window && customElements.get('privacy-dialog') !== undefined);
    const asked = page.requests.length;
    expect(await difference(page, '/page', [...REST, 'privacy-dialog'])).toBe('[]');
    expect(page.requests.slice(0, asked).filter((request) => request.url.includes('/consent'))).toEqual([]);
    expect(page.faults).toEqual([]);
  });

  it.each([
    ['opt-in', false],
    ['opt-in', true],
    ['opt-out', false],
    ['opt-out', true],
  ])('render the same where nothing stands there, under %s, with GPC: %p', async (regime, gpc) => {
    const { url } = sites.get(regime)!;
    const page = await browser.open(`${url}/bare`, { gpc });
    await page.until(
      () => document.querySelector('privacy-banner section, privacy-embed form, privacy-embed iframe') !== null,
    );
    await page.until(() => document.querySelector('privacy-settings-link a') !== null);
    expect(await difference(page, '/page?redirect=/bare', REST)).toBe('[]');
    await page.click('footer privacy-settings-link a');
    await page.until(() => document.querySelector('dialog')?.open === true);
    await page.evaluate(() => document.querySelector('dialog')!.close());
    expect(await difference(page, '/page?redirect=/bare', ['privacy-dialog'])).toBe('[]');
    expect(page.faults).toEqual([]);
  });
});
