import { createHash } from 'node:crypto';
import { waitUntil } from '@nest-privacy/core/testing';
import { bundleOf, inBrowsers, TestSite } from '../../../../test/browsers/index.js';
import { cookieOf } from '../../../../test/surface/visitor.js';
import { BOOT_SNIPPET, CONSENT_MODE_SNIPPET } from '../boot/index.js';
import { type ConsentState } from '../state/consent-state.js';
import { type PageSettings } from '../state/page-settings.js';
import { type PublicNotice } from '../state/public-notice.js';
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

const ITEMS: PublicNotice['categories'][number]['items'] = [
  {
    id: '1',
    name: 'Counter',
    purpose: null,
    provider: null,
    domain: null,
    lifetime: null,
    lifetimeText: null,
    language: 'en',
    cookies: [{ name: '_ga' }],
  },
];

const NOTICE: PublicNotice = {
  site: 'default',
  noticeVersion: 1,
  noticeHash: '0'.repeat(64),
  language: 'en',
  direction: 'ltr',
  languages: ['en'],
  variant: null,
  variants: [],
  controller: { name: 'Shop', contact: 'privacy@shop.example' },
  layers: { first: ['rejectAll', 'acceptAll', 'settings'], second: ['save', 'rejectAll', 'close'] },
  title: 'Your privacy',
  body: 'May we count you?',
  labels: { rejectAll: 'Reject', acceptAll: 'Accept', settings: 'Choose', save: 'Save', close: 'Close' },
  messages: {},
  links: [],
  categories: [{ category: 'STATISTICS', name: 'Statistics', description: 'How many.', required: false, items: ITEMS }],
  catalogueVersion: null,
  catalogueHash: null,
};

const UNSET: ConsentState = {
  decisions: { STATISTICS: 'unset' },
  allowed: { ESSENTIALS: true, STATISTICS: false },
  state: 'unset',
  regime: 'opt-in',
  regimes: {},
  noticeVersion: 1,
  recordId: null,
  decidedAt: null,
  validUntil: null,
  promptRequired: true,
  reaskNotBefore: null,
  showGpcHonoured: false,
  signals: { dnt: null, gpc: false },
};

/** What is needed of a banner that the server has written. */
/** The words of the offer to reload, as a server renders them: where there are none, the page loads itself anew. */
const WORDS = '<privacy-dialog hidden data-reload="Load anew"></privacy-dialog>';
const BANNER = `<privacy-banner><section class="np-banner"><form class="np-actions" method="post" action="/consent">
<input type="hidden" name="surface" value="banner"><input type="hidden" name="noticeVersion" value="1"><button name="decision" value="reject-all">Reject</button>
</form></section></privacy-banner>`;

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
    const hashes = [BOOT_SNIPPET, CONSENT_MODE_SNIPPET].map(
      (snippet) => `sha256-${createHash('sha256').update(snippet).digest('base64')}`,
    );
    expect(assets.scriptHashes).toEqual([...hashes, SHIPPED_FILES['privacy.js'].integrity]);
  });

  it('has the head tell Consent Mode where that is wanted', () => {
    expect(assets.head(SETTINGS)).toContain(`<script>${BOOT_SNIPPET}</script>`);
    expect(assets.head(SETTINGS, { consentMode: true })).toContain(`<script>${CONSENT_MODE_SNIPPET}</script>`);
  });
});

inBrowsers('a page with the head of ClientAssets', (browser) => {
  let site: TestSite;
  beforeEach(async () => (site = await TestSite.start()));
  afterEach(() => site.stop());

  const serve = (): void => {
    for (const name of ['privacy.js', 'privacy-views.js', 'privacy-gate.js', 'privacy.css'] as const)
      site.file(assets.urlOf(name), Buffer.from(SHIPPED_FILES[name].content.identity, 'base64'));
  };
  const html = (head: string, body = ''): string =>
    `<!doctype html><html lang="en"><head><title>Shop</title>${head}</head><body>${body}<main>Hello</main></body></html>`;
  const serveNotice = (notice = NOTICE): void =>
    site.on(
      'GET',
      '/consent/notice',
      (_, response) => void response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(notice)),
    );

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
        (globalThis as { dataLayer?: ArrayLike<unknown>[] }).dataLayer?.map((words) => Array.from(words).slice(0, 2)),
      ]),
    ).toEqual(['ask', 1, [['consent', 'default']]]);
    expect(page.violations).toEqual([]);
    expect(page.faults.filter((fault) => !fault.includes('404'))).toEqual([]);
  });

  it.each(['nonce', 'hash'] as const)(
    'loads what renders, where nothing is rendered, under the policy by %s',
    async (policy) => {
      serve();
      serveNotice();
      site.page('/', (nonce) => html(assets.head(SETTINGS, policy === 'nonce' ? { nonce } : {})), { policy });
      const page = await browser.open(site.url());
      expect(await page.until(() => document.querySelector('#np-banner-title')?.textContent)).toBe('Your privacy');
      expect(site.asked('GET', assets.urlOf('privacy-views.js'))).toHaveLength(1);
      expect([page.violations, page.faults]).toEqual([[], []]);
    },
  );

  it('loads it by the source alone, too, where the policy trusts the site', async () => {
    serve();
    serveNotice();
    const headers = {
      'Content-Security-Policy': "script-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'",
    };
    site.page('/', () => html(assets.scriptTag()), { headers });
    site.on(
      'GET',
      '/consent',
      (_, response) => void response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(UNSET)),
    );
    const page = await browser.open(site.url());
    expect(await page.until(() => document.querySelector('#np-banner-title')?.textContent)).toBe('Your privacy');
    expect([page.violations, page.faults]).toEqual([[], []]);
  });

  it('asks where it is told to, and leads there, where the page has no settings', async () => {
    serve();
    const json = (path: string, content: object): void =>
      site.on(
        'GET',
        path,
        (_, response) =>
          void response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(content)),
      );
    json('/api/v1/consent', UNSET);
    json('/api/v1/consent/notice', NOTICE);
    site.page('/', () => html(assets.scriptTag({ baseUrl: '/api/v1', choices: '/choices' })));
    const page = await browser.open(site.url());
    const ways = await page.until(
      () =>
        document.querySelector('.np-banner') &&
        [...document.querySelectorAll('.np-banner form')].map((form) => form.getAttribute('action')),
    );
    expect(ways).toEqual(['/api/v1/consent', '/choices']);
    expect(site.asked('GET', '/consent')).toEqual([]);
    expect(page.faults).toEqual([]);
  });

  it('is told of no place that is a script', async () => {
    serve();
    serveNotice();
    site.on(
      'GET',
      '/consent',
      (_, response) => void response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(UNSET)),
    );
    const places = { baseUrl: 'javascript:alert(1)//', choices: 'javascript:alert(1)' };
    site.page('/', () => html(assets.scriptTag(places)));
    const page = await browser.open(site.url());
    const ways = await page.until(
      () =>
        document.querySelector('.np-banner') &&
        [...document.querySelectorAll('.np-banner form')].map((form) => form.getAttribute('action')),
    );
    expect(ways).toEqual(['/consent', '/privacy']);
  });

  it('does not load it where the server has rendered, until the visitor opens the settings', async () => {
    serve();
    serveNotice();
    const link = '<a class="np-settings" href="/privacy">Settings</a>';
    site.page('/', (nonce) => html(assets.head(SETTINGS, { nonce }), BANNER + link), { policy: 'nonce' });
    const page = await browser.open(site.url());
    await page.until(() => customElements.get('privacy-settings-link') !== undefined);
    await page.until(() => document.documentElement.style.scrollPaddingBlockEnd !== '' || undefined);
    expect(site.asked('GET', assets.urlOf('privacy-views.js'))).toEqual([]);
    await page.evaluate(() => document.querySelector<HTMLElement>('.np-settings')!.click());
    expect(await page.until(() => document.querySelector('dialog[open] h2')?.textContent)).toBe('Your privacy');
    expect([page.violations, page.faults]).toEqual([[], []]);
  });

  it('unpacks what is allowed, and takes it back, by what it loads for that', async () => {
    serve();
    serveNotice();
    const parked = (nonce: string): string =>
      `<template data-consent="STATISTICS"><p id="count"></p><script nonce="${nonce}">localStorage.setItem("_ga", "1");</script></template>`;
    site.page('/', (nonce) => html(assets.head(SETTINGS, { nonce }), parked(nonce) + WORDS), { policy: 'nonce' });
    const value = cookieOf({ STATISTICS: 'granted' }, { noticeVersion: 1 });
    const page = await browser.open(site.url(), { cookies: [{ name: 'privacy_consent', value }] });
    await page.until(() => localStorage.getItem('_ga') === '1');
    expect(await page.evaluate(() => document.querySelector('#count') !== null)).toBe(true);
    const isOffered = await page.evaluate(async () => {
      localStorage.setItem('basket', '1');
      const offer = new Promise((offered) => document.addEventListener('privacy:reload', () => offered(true)));
      (globalThis as unknown as { nestPrivacy: unknown[] }).nestPrivacy.push(['rejectAll']);
      return offer;
    });
    expect(isOffered).toBe(true);
    expect(await page.evaluate(() => [localStorage.getItem('_ga'), localStorage.getItem('basket')])).toEqual([
      null,
      '1',
    ]);
    expect(site.asked('GET', assets.urlOf('privacy-gate.js'))).toHaveLength(1);
    expect(page.violations).toEqual([]);
  });

  it('asks for the notice once, however much is taken back', async () => {
    serve();
    const categories = ['STATISTICS', 'MARKETING'];
    serveNotice({
      ...NOTICE,
      categories: categories.map((category) => ({ ...NOTICE.categories[0]!, category })),
    });
    const head = (nonce: string): string => assets.head({ ...SETTINGS, categories }, { nonce });
    const parked = (nonce: string): string =>
      categories
        .map(
          (name) => `<script type="text/plain" data-consent="${name}" nonce="${nonce}">document.title += '!'</script>`,
        )
        .join('');
    site.page('/', (nonce) => html(head(nonce), parked(nonce) + WORDS), { policy: 'nonce' });
    const value = cookieOf({ STATISTICS: 'granted', MARKETING: 'granted' }, { noticeVersion: 1 });
    const offered = async (): Promise<unknown> => {
      const page = await browser.open(site.url(), { cookies: [{ name: 'privacy_consent', value }] });
      await page.until(() => document.title === 'Shop!!');
      return page.evaluate(async () => {
        const offer = new Promise((told) =>
          document.addEventListener('privacy:reload', ({ detail }: CustomEventInit) =>
            told((detail as { categories: unknown }).categories),
          ),
        );
        (globalThis as unknown as { nestPrivacy: unknown[] }).nestPrivacy.push(['rejectAll']);
        return offer;
      });
    };
    expect(await offered()).toEqual(categories);
    expect(site.asked('GET', '/consent/notice')).toHaveLength(1);
  });

  it('tries again to load what did not come', async () => {
    serve();
    serveNotice();
    let isFailing = true;
    const views = Buffer.from(SHIPPED_FILES['privacy-views.js'].content.identity, 'base64');
    site.on('GET', assets.urlOf('privacy-views.js'), (_, response) => {
      response.writeHead(isFailing ? 503 : 200, { 'Content-Type': 'text/javascript' }).end(isFailing ? '' : views);
    });
    const link = '<a class="np-settings" href="/privacy">Settings</a>';
    site.page('/', (nonce) => html(assets.head(SETTINGS, { nonce }), BANNER + link), { policy: 'nonce' });
    site.page('/privacy', html(''));
    const page = await browser.open(site.url());
    await page.until(() => customElements.get('privacy-settings-link') !== undefined);
    await page.evaluate(() => {
      // Stays where it is, as a page that has more to do does.
      document.querySelector('privacy-banner')!.remove();
      document.body.prepend(document.createElement('privacy-banner'));
    });
    await waitUntil('it did not come', () => page.faults.length > 0);
    isFailing = false;
    await page.evaluate(() => document.querySelector<HTMLElement>('.np-settings')!.click());
    expect(await page.until(() => document.querySelector('dialog[open] h2')?.textContent)).toBe('Your privacy');
  });

  it('loads it by the nonce alone, too', async () => {
    serve();
    serveNotice();
    const headers = { 'Content-Security-Policy': "script-src 'nonce-abc'" };
    site.page('/', () => html(assets.head(SETTINGS, { nonce: 'abc' })), { headers });
    const page = await browser.open(site.url());
    expect(await page.until(() => document.querySelector('#np-banner-title')?.textContent)).toBe('Your privacy');
    expect([page.violations, page.faults]).toEqual([[], []]);
  });

  it('finds its own element and reads its options, whatever else the page has of that name and between them', async () => {
    serve();
    const options = { alsoRead: ['data-a', 'data-b', '' as 'data-'] } as const;
    const body = `<img name="scripts" alt=""><script type="text/plain" data-b="statistics">document.title += '!'</script>`;
    site.page('/', () => html(assets.head(SETTINGS, options).replace('data-a ', ' data-a  '), body));
    const value = cookieOf({ STATISTICS: 'granted' }, { noticeVersion: 1 });
    const page = await browser.open(site.url(), { cookies: [{ name: 'privacy_consent', value }] });
    await page.until(() => document.title === 'Shop!' && document.querySelector('privacy-banner') !== null);
  });

  it('loads nothing in the place of what renders that is not what was built', async () => {
    serve();
    serveNotice();
    site.file(assets.urlOf('privacy-views.js'), `document.title = 'another script';`);
    site.page('/', (nonce) => html(assets.head(SETTINGS, { nonce })), { policy: 'nonce' });
    const page = await browser.open(site.url());
    await waitUntil('the browser has refused it', () => page.faults.length > 0);
    expect(await page.evaluate(() => [document.title, document.querySelector('.np-banner')])).toEqual(['Shop', null]);
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
