import { type ConsentClient } from '@nest-privacy/client';
import { bootMarkup } from '../../libs/client/src/boot/index.js';
import { bundleOf, inBrowsers, type TestPage, TestSite } from '../browsers/index.js';
import { ConsentRoutes, cookieOf, SETTINGS } from './visitor.js';

/** What the pages of these tests have in `window`. */
interface Page {
  readonly client: ConsentClient;
  readonly told: readonly string[];
  readonly changes: { readonly STATISTICS: boolean; readonly promptRequired: boolean }[];
  readonly nestPrivacy: unknown[];
}

const CLIENT = `
  import { sharedClient } from '@nest-privacy/client';
  window.told = [];
  window.changes = [];
  for (const type of ['ready', 'change', 'unsent']) document.addEventListener('privacy:' + type, () => told.push(type));
  document.addEventListener('privacy:change', ({ detail: { allowed, promptRequired } }) => changes.push({ ...allowed, promptRequired }));
  window.client = sharedClient();
`;

inBrowsers('a page with the shared client', (browser) => {
  let site: TestSite;
  let routes: ConsentRoutes;
  let code: string;
  beforeAll(async () => (code = await bundleOf({ source: CLIENT })));
  beforeEach(async () => {
    site = await TestSite.start();
    routes = new ConsentRoutes(site);
    site.file('/client.js', code);
    const html = `<!doctype html><html lang="en"><head><title>Test</title>${bootMarkup(SETTINGS)}</head><body><script type="module" src="/client.js"></script></body></html>`;
    site.page('/', html);
    site.page('/next', html);
  });
  afterEach(() => site.stop());

  const open = (decisions?: Parameters<typeof cookieOf>[0], members?: Parameters<typeof cookieOf>[1]) =>
    browser.open(site.url('/', 'a.localhost'), {
      cookies: decisions ? [{ name: 'privacy_consent', value: cookieOf(decisions, members) }] : [],
    });
  const allowed = (tab: TestPage) =>
    tab.evaluate(() => (window as unknown as Page).client.state()!.allowed as Record<string, boolean>);
  /** What would be asked when the page is idle has been asked when an idle callback of ours has run. */
  const isIdle = (tab: TestPage) =>
    tab.evaluate(() => new Promise<void>((done) => requestIdleCallback(() => requestIdleCallback(() => done()))));
  const consentOf = (tab: TestPage) => tab.evaluate(() => document.documentElement.dataset['consent']);

  it('asks nothing of the server where nothing was decided, and keeps nothing', async () => {
    const tab = await open();
    expect(await allowed(tab)).toEqual({ ESSENTIALS: true, STATISTICS: false, MARKETING: false });
    expect(await consentOf(tab)).toBe('ask');
    await isIdle(tab);
    expect(site.received.map(({ url }) => url)).toEqual(['/', '/client.js']);
    expect(await tab.evaluate(() => [document.cookie, localStorage.length, sessionStorage.length])).toEqual(['', 0, 0]);
  });

  it('knows a visitor who decided at once, and asks the server about them once a day, when it is idle', async () => {
    const tab = await open({ STATISTICS: 'granted', MARKETING: 'denied' });
    expect(await tab.evaluate(() => (window as unknown as Page).told)).toEqual(['ready']);
    expect(await allowed(tab)).toEqual({ ESSENTIALS: true, STATISTICS: true, MARKETING: false });
    expect(await consentOf(tab)).toBe('decided');
    await tab.until(() => localStorage.length === 1);
    expect(site.asked('GET', '/consent')).toHaveLength(1);
    await tab.goto(site.url('/next', 'a.localhost'));
    await isIdle(tab);
    expect(site.asked('GET', '/consent')).toHaveLength(1);
    expect(await tab.evaluate(() => (window as unknown as Page).changes)).toEqual([]);
    await tab.evaluate(() => {
      const key = localStorage.key(0)!;
      const word = JSON.parse(localStorage.getItem(key)!) as { at: number };
      localStorage.setItem(key, JSON.stringify({ ...word, at: word.at - 86_400_001 }));
    });
    await tab.reload();
    await tab.until(() => JSON.parse(localStorage.getItem(localStorage.key(0)!)!).at > Date.now() - 86_400_000);
    expect(site.asked('GET', '/consent')).toHaveLength(2);
  });

  it('lets the stricter hold where the server contradicts, on the next page too, until the visitor decides', async () => {
    routes.word = { allowed: { ESSENTIALS: true, STATISTICS: false, MARKETING: true } };
    const tab = await open({ STATISTICS: 'granted', MARKETING: 'denied' });
    await tab.until(() => !(window as unknown as Page).client.allows('STATISTICS'));
    expect(await allowed(tab)).toEqual({ ESSENTIALS: true, STATISTICS: false, MARKETING: false });
    await tab.goto(site.url('/next', 'a.localhost'));
    expect(await tab.evaluate(() => (window as unknown as Page).changes)).toEqual([]);
    expect(await allowed(tab)).toEqual({ ESSENTIALS: true, STATISTICS: false, MARKETING: false });
    routes.word = {};
    await tab.evaluate(() => (window as unknown as Page).client.decide({ STATISTICS: 'granted' }).then(() => {}));
    expect((await allowed(tab))['STATISTICS']).toBe(true);
  });

  it('lets a refusal hold in the same task, and a grant when it is recorded, and asks the server for nothing more', async () => {
    const tab = await open();
    await isIdle(tab);
    const during = await tab.evaluate(async () => {
      const { client } = window as unknown as Page;
      const granting = client.acceptAll({ method: 'banner-accept', surface: 'banner', language: 'de', variant: 'b' });
      const granted = [client.allows('STATISTICS'), client.state()!.promptRequired];
      await granting;
      const after = [client.allows('STATISTICS'), client.state() === client.state()];
      const refusing = client.rejectAll();
      const refused = [client.allows('STATISTICS'), client.state()!.decisions['STATISTICS']];
      await refusing;
      return [granted, after, refused];
    });
    expect(during).toEqual([
      [false, false],
      [true, true],
      [false, 'denied'],
    ]);
    expect(await tab.evaluate(() => (window as unknown as Page).changes)).toEqual([
      { ESSENTIALS: true, STATISTICS: false, MARKETING: false, promptRequired: false },
      { ESSENTIALS: true, STATISTICS: true, MARKETING: true, promptRequired: false },
      { ESSENTIALS: true, STATISTICS: false, MARKETING: false, promptRequired: false },
    ]);
    expect(JSON.parse(routes.writes[0]!.body)).toEqual({
      decisions: { STATISTICS: 'granted', MARKETING: 'granted' },
      method: 'banner-accept',
      surface: 'banner',
      language: 'de',
      variant: 'b',
      noticeVersion: 4,
      catalogueVersion: 9,
    });
    await tab.goto(site.url('/next', 'a.localhost'));
    await isIdle(tab);
    expect(site.asked('GET', '/consent')).toEqual([]);
  });

  it('follows what is decided in another tab', async () => {
    const first = await open();
    const second = await first.newTab(site.url('/next', 'a.localhost'));
    await second.evaluate(() =>
      (window as unknown as Page).client.decide({ STATISTICS: 'granted', MARKETING: 'denied' }).then(() => {}),
    );
    await first.until(() => (window as unknown as Page).client.allows('STATISTICS'));
    expect(await first.evaluate(() => (window as unknown as Page).client.state()!.promptRequired)).toBe(false);
    await second.evaluate(() => (window as unknown as Page).client.withdraw().then(() => {}));
    await first.until(() => !(window as unknown as Page).client.allows('STATISTICS'));
  });

  it('follows it without a secure context, too', async () => {
    const first = await browser.open(site.url('/', 'shop.test'));
    const second = await first.newTab(site.url('/next', 'shop.test'));
    expect(await first.evaluate(() => 'cookieStore' in window)).toBe(false);
    await second.evaluate(() => (window as unknown as Page).client.acceptAll().then(() => {}));
    await first.until(() => (window as unknown as Page).client.allows('STATISTICS'));
  });

  it('looks again when it comes back out of the cache of pages', async () => {
    const tab = await open({ STATISTICS: 'granted', MARKETING: 'granted' });
    const value = cookieOf({ STATISTICS: 'denied', MARKETING: 'denied' });
    const inSameTask = await tab.evaluate((cookie: string) => {
      document.cookie = `privacy_consent=${cookie}; path=/`;
      dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
      return (window as unknown as Page).client.allows('STATISTICS');
    }, value);
    expect(inSameTask).toBe(false);
  });

  it('sends what could not be sent when the network is back, once and in order, and tells of it once', async () => {
    const tab = await open();
    routes.failures.push(503, 503, 503);
    await tab.evaluate(async () => {
      const { client } = window as unknown as Page;
      const first = client.rejectAll().catch(() => {});
      const second = client.decide({ MARKETING: 'granted' }).catch(() => {});
      await first;
      await second;
    });
    const told = () => tab.evaluate(() => (window as unknown as Page).told.filter((type) => type === 'unsent'));
    expect(await told()).toEqual(['unsent']);
    routes.failures.push(503, 503, 503);
    await tab.evaluate(() =>
      (window as unknown as Page).client
        .decide({ STATISTICS: 'denied' })
        .catch(() => {})
        .then(() => {}),
    );
    expect(await told()).toEqual(['unsent']);
    await tab.evaluate(() => void dispatchEvent(new Event('online')));
    await tab.until(() => !localStorage.getItem('nest-privacy:'));
    const keys = [...new Set(routes.writes.map(({ headers }) => headers['idempotency-key']))];
    expect(keys).toHaveLength(3);
    const last = routes.writes.slice(-3).map(({ body }) => JSON.parse(body).decisions as object);
    expect(last.at(-1)).toEqual({ STATISTICS: 'denied' });
    expect(await allowed(tab)).toEqual({ ESSENTIALS: true, STATISTICS: false, MARKETING: true });
  }, 60_000);

  it.each(['NOTICE_OUTDATED', 'CATALOGUE_OUTDATED'])(
    'is to ask again after %s, with the versions of today',
    async (code) => {
      const tab = await open({ STATISTICS: 'denied', MARKETING: 'denied' });
      routes.failures.push(code);
      routes.word = { noticeVersion: 5, catalogueVersion: 10 };
      const failed = await tab.evaluate(() =>
        (window as unknown as Page).client.acceptAll().then(
          () => 'recorded',
          ({ code }: { code: string }) => code,
        ),
      );
      expect(failed).toBe(code);
      const state = () =>
        tab.evaluate(() => {
          const { promptRequired, noticeVersion, catalogueVersion, allowed } = (
            window as unknown as Page
          ).client.state()!;
          return [promptRequired, noticeVersion, catalogueVersion, allowed['STATISTICS']];
        });
      expect(await state()).toEqual([true, 5, 10, false]);
      await tab.evaluate(() => (window as unknown as Page).client.acceptAll().then(() => {}));
      expect(await state()).toEqual([false, 5, 10, true]);
      expect(JSON.parse(routes.writes.at(-1)!.body)).toMatchObject({ noticeVersion: 5, catalogueVersion: 10 });
    },
  );

  it('asks no second time on a page whose browser refuses cookies', async () => {
    routes.cookies = 'refused';
    const tab = await open();
    await tab.evaluate(() => (window as unknown as Page).client.rejectAll().then(() => {}));
    const [isAsked, isAllowed] = await tab.evaluate(() => {
      const { client } = window as unknown as Page;
      return [client.state()!.promptRequired, client.allows('STATISTICS')];
    });
    expect([isAsked, isAllowed]).toEqual([false, false]);
  });

  it('names what was shown by what the server said of it', async () => {
    const tab = await open();
    await tab.evaluate(async () => {
      const { client } = window as unknown as Page;
      await client.served({ noticeVersion: 4, language: 'en', variant: null }, 'banner');
      await client.rejectAll();
    });
    expect(JSON.parse(site.asked('POST', '/consent/notices-served')[0]!.body)).toEqual({
      noticeVersion: 4,
      language: 'en',
      surface: 'banner',
    });
    expect(JSON.parse(routes.writes[0]!.body)).toMatchObject({ servedToken: '1~4~en~~banner~0~x' });
  });

  it.each([
    ['an element in place of the queue', '<i id="nestPrivacy"></i>'],
    ['forms in place of what the document says', '<form name="cookie"></form><img name="prerendering">'],
    ['nonsense in the queue', '<script>window.nestPrivacy = [null, 7, {}, [], ["dispose"]];</script>'],
  ])('starts beside %s, and serves', async (_, html) => {
    site.page(
      '/spoilt',
      `<!doctype html><html><head><title>Test</title></head><body>${html}${bootMarkup(SETTINGS)}<script type="module" src="/client.js"></script></body></html>`,
    );
    const tab = await browser.open(site.url('/spoilt', 'a.localhost'));
    await tab.until(() => (window as unknown as Page).told.includes('ready'));
    await tab.evaluate(() => void (window as unknown as Page).nestPrivacy.push(['decide', { STATISTICS: 'denied' }]));
    await tab.until(() => (window as unknown as Page).told.includes('change'));
    await tab.until(() => (window as unknown as Page).client.state()!.decisions['STATISTICS'] === 'denied');
    expect(tab.faults).toEqual([]);
  });

  it('tells Consent Mode its default, and faults nothing, in a document that may not read cookies', async () => {
    site.page(
      '/frame',
      `<!doctype html><html><head><title>Test</title>${bootMarkup(SETTINGS, { consentMode: true })}<script>parent.postMessage(dataLayer.map((command) => command[1]), '*');</script></head></html>`,
    );
    site.page(
      '/holder',
      `<!doctype html><title>Test</title><script>addEventListener('message', ({ data }) => (window.heard = data));</script><iframe sandbox="allow-scripts" src="/frame"></iframe>`,
    );
    const tab = await browser.open(site.url('/holder', 'a.localhost'));
    expect(await tab.until(() => (window as unknown as { heard: unknown }).heard)).toEqual(['default']);
    expect(tab.faults).toEqual([]);
  });

  it('tells of a catalogue that is newer than the page, of which nothing else has changed', async () => {
    routes.word = { catalogueVersion: 10 };
    const tab = await open({ STATISTICS: 'denied', MARKETING: 'denied' });
    await tab.until(() => (window as unknown as Page).told.includes('change'));
    expect(await tab.evaluate(() => (window as unknown as Page).client.state()!.catalogueVersion)).toBe(10);
  });

  it('asks no more about a newer notice once the visitor has answered in another tab', async () => {
    const first = await open();
    const second = await first.newTab(site.url('/next', 'a.localhost'));
    routes.failures.push('NOTICE_OUTDATED');
    await first.evaluate(() =>
      (window as unknown as Page).client
        .acceptAll()
        .catch(() => {})
        .then(() => {}),
    );
    const isAsking = () => first.evaluate(() => (window as unknown as Page).client.state()!.promptRequired);
    expect(await isAsking()).toBe(true);
    await second.evaluate(() => (window as unknown as Page).client.rejectAll().then(() => {}));
    await first.until(() => !(window as unknown as Page).client.state()!.promptRequired);
    expect(await allowed(first)).toMatchObject({ STATISTICS: false });
  });

  it('serves the queue, whenever something is pushed, and ends with dispose()', async () => {
    const html = `<!doctype html><html><head><title>Test</title>${bootMarkup(SETTINGS)}<script>
      window.nestPrivacy = [['decide', { STATISTICS: 'denied' }], ['later', 7]];
      </script></head><body><script type="module" src="/client.js"></script></body></html>`;
    site.page('/queue', html);
    const tab = await browser.open(site.url('/queue', 'a.localhost'));
    await tab.until(() => (window as unknown as Page).client.decision('STATISTICS') === 'denied');
    await tab.evaluate(() => void (window as unknown as Page).nestPrivacy.push(['decide', { MARKETING: 'denied' }]));
    await tab.until(() => (window as unknown as Page).client.decision('MARKETING') === 'denied');
    expect(await tab.evaluate(() => (window as unknown as Page).nestPrivacy)).toEqual([['later', 7]]);
    const after = await tab.evaluate(
      (cookie: string) => {
        const { client, nestPrivacy, told } = window as unknown as Page;
        client.dispose();
        const before = told.length;
        document.cookie = `privacy_consent=${cookie}; path=/`;
        dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
        nestPrivacy.push(['withdraw']);
        return [told.length - before, nestPrivacy.length];
      },
      cookieOf({ STATISTICS: 'granted', MARKETING: 'granted' }),
    );
    expect(after).toEqual([0, 2]);
  });

  it('allows nothing and asks nobody in a frame of another site', async () => {
    const embedding = await TestSite.start();
    embedding.page('/', `<!doctype html><title>Other</title><iframe src="${site.url('/', 'shop.test')}"></iframe>`);
    site.page(
      '/',
      `<!doctype html><html><head><title>Test</title>${bootMarkup({ ...SETTINGS, regimes: { STATISTICS: 'opt-out', MARKETING: 'opt-out' } }, { consentMode: true })}</head><body><script type="module">
      ${code}
      const { allowed, promptRequired } = client.state();
      parent.postMessage({ allowed, promptRequired, consent: document.documentElement.dataset.consent, layer: dataLayer.length }, '*');
    </script></body></html>`,
    );
    embedding.page(
      '/top',
      `<!doctype html><title>Other</title><script>addEventListener('message', ({ data }) => (window.heard = data));</script><iframe src="${site.url('/', 'shop.test')}"></iframe>`,
    );
    const tab = await browser.open(embedding.url('/top', 'other.test'));
    expect(await tab.until(() => (window as unknown as { heard: unknown }).heard)).toEqual({
      allowed: { ESSENTIALS: true, STATISTICS: false, MARKETING: false },
      promptRequired: false,
      consent: 'decided',
      layer: 1,
    });
    await embedding.stop();
  });
});
