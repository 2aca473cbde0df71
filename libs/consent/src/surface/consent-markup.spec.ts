import { CatalogueReader, days, RequestView } from '@nest-privacy/core';
import { TEST_ADAPTERS, testDatabases } from '@nest-privacy/core/testing';
import { AdjustableCatalogue } from '../../test/adjustable-catalogue.js';
import { Browser } from '../../test/browser.js';
import { type ConsentApp, startConsentApp } from '../../test/consent-app.js';
import { noticeContent } from '../../test/notice-content.js';
import { SurfacePages, WORDS, wordyText } from '../../test/surface-pages.js';
import { ConsentMarkup, NoticePublisher, type PageSettings } from '../index.js';

const [database] = testDatabases();

describe.each(TEST_ADAPTERS)('pages written by ConsentMarkup under %s', (adapter) => {
  let server: ConsentApp;
  let visitor: Browser;

  beforeAll(async () => {
    server = await startConsentApp({
      database: database!,
      adapter,
      controllers: [SurfacePages],
      core: { trustedProxies: ['loopback'] },
      own: [{ provide: CatalogueReader, useValue: new AdjustableCatalogue() }],
      consent: { rateLimit: 'off', surface: { choicesPath: '/choices', eventsPath: '/analytics/events' } },
    });
    const translations = { en: wordyText('en'), de: wordyText('de') };
    await server.app.get(NoticePublisher).seed('default', noticeContent({ translations }));
  });
  afterAll(() => server.close());
  beforeEach(() => {
    visitor = new Browser(server.url);
  });

  const page = async (query: string, headers: Record<string, string> = {}, who = visitor): Promise<string> =>
    (await who.send('GET', `/page?${query}`, { headers })).text();
  const settings = async (query = '', headers: Record<string, string> = {}): Promise<PageSettings> =>
    JSON.parse(/>(.*)<\/script>$/.exec(await page(`part=settingsBlock&${query}`, headers))![1]!) as PageSettings;

  describe('the banner', () => {
    it('is there for whoever is to be asked, in their language, with what was shown in its form', async () => {
      const banner = await page('a=1&b=%22', { 'accept-language': 'de' });
      expect(banner).toContain(
        `<privacy-banner lang="de" dir="ltr" data-nosnippet data-saved="${WORDS.saved}" data-change="${WORDS.change}">`,
      );
      expect(banner).toContain('<h2 id="np-banner-title">Title de</h2>\n<p>First paragraph de</p><p>Second</p>');
      expect(banner).toContain('<ul class="np-purposes"><li>Statistics de</li><li>Marketing de</li></ul>');
      expect(banner).toContain(
        '<span class="np-controller">Example Ltd</span> <a href="/privacy" rel="privacy-policy">Privacy de</a>',
      );
      expect(banner).toContain(
        `<form class="np-actions" method="post" action="/consent">
<input type="hidden" name="redirect" value="/page?a=1&amp;b=%22"><input type="hidden" name="method" value="form"><input type="hidden" name="surface" value="banner"><input type="hidden" name="noticeVersion" value="1"><input type="hidden" name="catalogueVersion" value="5"><input type="hidden" name="language" value="de">
<button class="np-button" name="decision" value="reject-all">Reject all de</button><button class="np-button" name="decision" value="accept-all">Accept all de</button><button class="np-button np-quiet" form="np-choices">Settings de</button>
</form>`,
      );
      expect(banner).not.toContain(WORDS.gpcHonoured);
    });

    it('is gone once somebody decided, and comes back when they may be asked again', async () => {
      await visitor.decide({ STATISTICS: 'denied', MARKETING: 'denied' });
      expect(await page('')).toBe('');
      expect(await page('show=always')).toContain('<privacy-banner');
      server.clock.advance(days(181));
      expect(await page('')).toContain('<privacy-banner');
    });

    it('says that GPC was honoured, before anybody presses anything', async () => {
      expect(await page('', { 'sec-gpc': '1' })).toContain(`<p class="np-signal">${WORDS.gpcHonoured}</p>`);
    });
  });

  describe('a page that caches share', () => {
    it.each(['banner', 'dialog', 'preferences', 'settingsLink', 'status', 'embed', 'settingsBlock'])(
      'says the same to everybody: %s',
      async (part) => {
        const decided = visitor.copy();
        await decided.decide({ STATISTICS: 'granted', MARKETING: 'denied' });
        const query = `part=${part}&shared`;
        const told = await Promise.all([
          page(query),
          page(query, { 'sec-gpc': '1', dnt: '1', 'accept-language': 'de' }),
          page(query, {}, decided),
        ]);
        expect(new Set(told).size).toBe(1);
        expect(told[0]).not.toBe('');
      },
    );

    it('says in the banner that GPC was honoured, hidden, for a script alone knows to whom it has to be shown', async () => {
      expect(await page('shared')).toContain(`<p class="np-signal" hidden>${WORDS.gpcHonoured}</p>`);
    });

    it('hides the banner, and leads its forms back without a query that a cache may have kept of somebody else', async () => {
      const banner = await page('shared&person=42');
      expect(banner).toMatch(/^<privacy-banner [^>]* data-nosnippet [^>]* hidden>/);
      expect(banner).toContain('name="redirect" value="/page"');
      expect(banner).not.toContain('42');
    });
  });

  describe('a form', () => {
    const LONG = `campaign=${'x'.repeat(2_100)}`;
    const EVERYWHERE = ['banner', 'dialog', 'preferences'] as const;

    it.each<[why: string, url: string, redirect: string | undefined, taken: string]>([
      ['the page itself', '/page?a=1', undefined, '/page?a=1'],
      ['what the page wants', '/page', '/articles?b=2#saved', '/articles?b=2#saved'],
      ['the page without a query that is too long', `/page?${LONG}`, undefined, '/page'],
      ['the page, where what it wants is too long', '/page?a=1', `/page?${LONG}`, '/page?a=1'],
      ['the page, where another host is wanted', '/page', '//evil.example/', '/page'],
      ['the page, where a browser would make it another host', '/page', '/\t/evil.example/', '/page'],
      ['the root, where the path is a host', '//evil.example/?a=1', undefined, '/'],
    ])('leads back to %s, and is taken', async (_, url, redirect, taken) => {
      const view = RequestView.of({ method: 'GET', url, headers: { host: 'a' } });
      for (const part of EVERYWHERE) {
        const surface = String(server.app.get(ConsentMarkup)[part](view, { redirect }));
        const fields = [...surface.matchAll(/name="redirect" value="([^"]*)"/g)].map(([, value]) => value);
        expect([part, ...new Set(fields)]).toEqual([part, taken]);
      }
      const body = new URLSearchParams({ decision: 'reject-all', redirect: taken });
      const answer = await visitor.send('POST', '/consent', { body });
      expect([answer.status, answer.headers.get('location')]).toEqual([303, taken]);
    });
  });

  it('says that a decision was saved to who decided, and covers no question', async () => {
    expect(await page('part=status')).toBe('');
    await visitor.decide({ STATISTICS: 'granted', MARKETING: 'denied' });
    expect(await page('part=status')).toContain('role="status"');
  });

  describe('the choices', () => {
    it('show what is allowed now, when that was decided, and what the catalogue holds', async () => {
      await visitor.decide({ STATISTICS: 'granted', MARKETING: 'denied' });
      for (const [part, place] of [
        ['dialog', 'dialog'],
        ['preferences', 'page'],
      ]) {
        const choices = await page(`part=${part}&language=en`);
        const at = server.clock.now();
        expect(choices).toContain(
          `<p class="np-standing">${WORDS.decidedAt} <time datetime="${new Date(at).toISOString()}">${new Date(at).toLocaleDateString('en', { dateStyle: 'long', timeZone: 'UTC' })}</time> <a href="/consent/records">${WORDS.record}</a></p>`,
        );
        expect(choices).toContain(
          `<input type="hidden" name="STATISTICS" value="denied">
<h3><label class="np-switch"><input type="checkbox" name="STATISTICS" value="granted" id="np-${place}-STATISTICS" aria-describedby="np-${place}-about-STATISTICS" checked> <span>Statistics en</span></label></h3>
<div class="np-about" id="np-${place}-about-STATISTICS"><p>Counting en</p></div>`,
        );
        expect(choices).toContain(`aria-describedby="np-${place}-about-MARKETING"> <span>`);
        expect(choices).toContain(
          '<summary>Details (1)</summary><div class="np-scroll" role="region" tabindex="0" aria-label="Statistics en"><table><caption>Statistics en</caption><thead><tr><th scope="col">Cookies</th><th scope="col">Provider</th><th scope="col">Purpose</th><th scope="col">Lifetime</th></tr></thead><tbody><tr><th scope="row">counter in en<br><code>_counter</code></th><td></td><td></td><td></td></tr></tbody></table></div></details>',
        );
        expect(choices).toContain(`<form id="np-${place}-all" method="post" action="/consent">`);
      }
    });
  });

  it('tells the page by what the visitor’s cookie is judged', async () => {
    const known = {
      paths: { consent: '/consent', events: '/analytics/events', choices: '/choices' },
      cookie: 'privacy_consent',
      categories: ['STATISTICS', 'MARKETING'],
      gpcAffects: ['MARKETING'],
      notice: { version: 1, validity: { since: 1, renewals: {} } },
      catalogue: { version: 5, renewals: {} },
      reaskNotBefore: days(180),
      showsGpc: true,
    };
    expect(await settings('', { 'sec-gpc': '1' })).toEqual({
      ...known,
      regimes: { STATISTICS: 'opt-in', MARKETING: 'opt-in' },
      signals: { dnt: null, gpc: true },
    });
    expect(await settings('shared', { 'sec-gpc': '1' })).toEqual({ ...known, regimes: {}, signals: null });
  });

  it.each(['', 'shared'])(
    'tells it the one name of the cookie over the scheme by which it was asked for: %s',
    async (query) => {
      expect((await settings(query)).cookie).toBe('privacy_consent');
      expect((await settings(query, { 'x-forwarded-proto': 'https' })).cookie).toBe('__Host-privacy_consent');
    },
  );

  it('puts an embed where its category is allowed, and otherwise a placeholder from which nothing is loaded', async () => {
    const placeholder = await page('part=embed');
    expect(placeholder).toContain(
      '<privacy-embed category="MARKETING" src="https://films.example/1" title="A film" width="640" height="360" lang="en" dir="ltr" ',
    );
    expect(placeholder).toContain('<h3>A film</h3>');
    expect(placeholder).not.toMatch(/<iframe|<img|<script|<link/);
    expect(placeholder).toContain(
      '<button class="np-button" name="MARKETING" value="granted">Always allow Marketing en</button>',
    );
    expect(await page('part=embed', { 'sec-gpc': '1' })).not.toContain('value="granted"');
    await visitor.decide({ MARKETING: 'granted' });
    expect(await page('part=embed')).toContain(
      '<iframe src="https://films.example/1" title="A film" width="640" height="360"></iframe>',
    );
    expect(await page('part=embed&shared')).toBe(await page('part=embed&shared', {}, new Browser(server.url)));
  });
});
