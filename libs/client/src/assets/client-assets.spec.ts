import { createHash } from 'node:crypto';
import { bundleOf, inBrowsers, TestSite } from '../../../../test/browsers/index.js';
import { BOOT_SNIPPET } from '../boot/index.js';
import { type PageSettings } from '../state/page-settings.js';
import { ClientAssets } from './client-assets.js';
import { resolveClientOptions } from './client.config.js';
import { SHIPPED_FILES } from './shipped-files.js';

const assets = new ClientAssets(resolveClientOptions({}));

const SETTINGS: PageSettings = {
  paths: { consent: '/consent', events: null, choices: '/privacy' },
  cookie: 'privacy_consent',
  categories: ['STATISTICS'],
  regimes: {},
  gpcAffects: [],
  notice: { version: 1, validity: null },
  catalogue: { version: null, renewals: {} },
  reaskNotBefore: { months: 6 },
  showsGpc: false,
  signals: null,
};

describe('ClientAssets', () => {
  it('writes options as attributes that end nowhere but where they should', () => {
    expect(assets.scriptTag({ reload: 'never', alsoRead: ['data-name', 'data-category'], seedKeys: true })).toMatch(
      / data-reload="never" data-also-read="data-name data-category" data-seed-keys><\/script>$/,
    );
    expect(assets.scriptTag({ trustedTypesPolicy: `"><script x='` })).toContain(
      'data-trusted-types="&quot;&gt;&lt;script x=&#39;"></script>',
    );
    expect(() => assets.head(SETTINGS, { nonce: '"' })).toThrow(TypeError);
  });

  it('tells the hashes of what it has pages load', () => {
    const hash = createHash('sha256').update(BOOT_SNIPPET).digest('base64');
    expect(assets.scriptHashes).toEqual([`sha256-${hash}`, SHIPPED_FILES['privacy.js'].integrity]);
  });
});

inBrowsers('a page with the head of ClientAssets', (browser) => {
  let site: TestSite;
  beforeEach(async () => (site = await TestSite.start()));
  afterEach(() => site.stop());

  const serve = (): void => {
    for (const name of ['privacy.js', 'privacy.css'] as const)
      site.file(assets.urlOf(name), Buffer.from(SHIPPED_FILES[name].content.identity, 'base64'));
  };
  const html = (head: string): string =>
    `<!doctype html><html lang="en"><head><title>Shop</title>${head}</head><body><main>Hello</main></body></html>`;

  it.each(['nonce', 'hash'] as const)('loads everything, and runs it, under the policy by %s', async (policy) => {
    serve();
    site.page('/', (nonce) => html(assets.head(SETTINGS, policy === 'nonce' ? { nonce } : {})), { policy });
    const page = await browser.open(site.url());
    await page.until(() => customElements.get('privacy-banner') !== undefined);
    expect(await page.until(() => document.querySelector('privacy-banner')?.parentElement?.tagName)).toBe('BODY');
    expect(
      await page.evaluate(() => [
        document.documentElement.dataset['consent'],
        document.styleSheets.length,
        (globalThis as { dataLayer?: unknown[] }).dataLayer?.length,
      ]),
    ).toEqual(['ask', 1, 1]);
    expect(page.violations).toEqual([]);
    expect(page.faults.filter((fault) => !fault.includes('404'))).toEqual([]);
  });

  it('runs nothing that is not what was built', async () => {
    serve();
    site.file(assets.urlOf('privacy.js'), await bundleOf({ source: `document.title = 'another script';` }));
    site.page('/', (nonce) => html(assets.head(SETTINGS, { nonce })), { policy: 'nonce' });
    const page = await browser.open(site.url());
    expect(await page.evaluate(() => [document.title, customElements.get('privacy-banner') === undefined])).toEqual([
      'Shop',
      true,
    ]);
  });
});
