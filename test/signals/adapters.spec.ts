import { inBrowsers, TestSite } from '../browsers/index.js';
import { decided, now, openSignals } from './signals-page.js';

const recorder = (name: string): string => `window.${name} = (...words) => calls.push(JSON.stringify(words));`;
const methods = (name: string, ...all: string[]): string =>
  `window.${name} = { ${all.map((method) => `${method}: (...words) => calls.push(JSON.stringify(['${method}', ...words]))`).join()} };`;

/** An adapter, what the page has of the vendor, and what the vendor hears: before, of a grant of everything, and of its end. */
const VENDORS: readonly (readonly [adapter: string, before: string, heard: readonly unknown[]])[] = [
  [
    'metaPixel()',
    recorder('fbq'),
    [
      ['consent', 'revoke'],
      ['consent', 'grant'],
      ['consent', 'revoke'],
    ],
  ],
  [
    'metaPixel({ limitedDataUse: true })',
    recorder('fbq'),
    [
      ...[
        ['consent', 'revoke'],
        ['dataProcessingOptions', ['LDU'], 0, 0],
      ],
      ...[
        ['consent', 'grant'],
        ['dataProcessingOptions', []],
      ],
      ...[
        ['consent', 'revoke'],
        ['dataProcessingOptions', ['LDU'], 0, 0],
      ],
    ],
  ],
  [
    'tiktokPixel()',
    methods('ttq', 'holdConsent', 'grantConsent', 'revokeConsent'),
    [['holdConsent'], ['grantConsent'], ['revokeConsent']],
  ],
  [
    'posthog()',
    methods('posthog', 'opt_in_capturing', 'opt_out_capturing'),
    [['opt_in_capturing', { captureEventName: null }], ['opt_out_capturing']],
  ],
  [
    'mixpanel()',
    methods('mixpanel', 'opt_in_tracking', 'opt_out_tracking'),
    [['opt_in_tracking'], ['opt_out_tracking']],
  ],
  [
    'pinterest()',
    recorder('pintrk'),
    [
      ['setconsent', true],
      ['setconsent', false],
    ],
  ],
  [
    'piano()',
    `${methods('consent', 'setMode')} window.pa = { consent: window.consent };`,
    [
      ['setMode', 'opt-in'],
      ['setMode', 'opt-out'],
    ],
  ],
  [
    'microsoftClarity()',
    recorder('clarity'),
    [
      ['consentv2', { ad_Storage: 'granted', analytics_Storage: 'granted' }],
      ['consentv2', { ad_Storage: 'denied', analytics_Storage: 'denied' }],
    ],
  ],
  [
    'piwikPro()',
    `window.ppms = { cm: { api: (word, settings, well, badly) => calls.push(JSON.stringify([word, settings, typeof well, typeof badly])) } };`,
    [
      [
        'setComplianceSettings',
        { consents: { analytics: { status: 1 }, remarketing: { status: 1 } } },
        'function',
        'function',
      ],
      [
        'setComplianceSettings',
        { consents: { analytics: { status: 0 }, remarketing: { status: 0 } } },
        'function',
        'function',
      ],
    ],
  ],
  [
    'wpConsentApi()',
    recorder('wp_set_consent'),
    [
      ...[
        ['functional', 'allow'],
        ['statistics', 'allow'],
        ['statistics-anonymous', 'allow'],
        ['marketing', 'allow'],
      ],
      ...[
        ['functional', 'allow'],
        ['statistics', 'deny'],
        ['statistics-anonymous', 'deny'],
        ['marketing', 'deny'],
      ],
    ],
  ],
  [
    'microsoftUet()',
    `window.uetq = { push: (...words) => calls.push(JSON.stringify(words)) };`,
    [
      ['consent', 'default', { ad_storage: 'denied' }],
      ['consent', 'update', { ad_storage: 'granted' }],
      ['consent', 'update', { ad_storage: 'denied' }],
    ],
  ],
  [
    'matomo()',
    `window._paq = { push: (words) => calls.push(JSON.stringify(words)) };`,
    [['requireConsent'], ['setConsentGiven'], ['forgetConsentGiven']],
  ],
  [
    `matomo({ mode: 'cookies' })`,
    `window._paq = { push: (words) => calls.push(JSON.stringify(words)) };`,
    [['requireCookieConsent'], ['setCookieConsentGiven'], ['forgetCookieConsentGiven']],
  ],
];
const ALL = VENDORS.map(([adapter]) => `signals.${adapter}`);

inBrowsers(
  'signals',
  (browser) => {
    let site: TestSite;
    beforeEach(async () => (site = await TestSite.start()));
    afterEach(() => site.stop());

    it.each(VENDORS)('tell %s', async (adapter, before, heard) => {
      const tab = await openSignals(browser, site, { adapters: `signals.${adapter}`, before });
      await now(tab, { STATISTICS: true, MARKETING: true });
      await now(tab, { STATISTICS: true, MARKETING: true });
      await now(tab, { STATISTICS: false, MARKETING: false });
      expect((await tab.evaluate(() => window.calls)).map((call) => JSON.parse(call) as unknown)).toEqual(heard);
      expect(tab.faults).toEqual([]);
    });

    it('wait in the queues that vendors read when they come, and do without those that have none', async () => {
      const tab = await openSignals(browser, site, { adapters: ALL.join(), state: decided(true, false) });
      const queues = await tab.evaluate(() => {
        const page = window as unknown as {
          clarity: { q: unknown[] };
          ppms: { cm: { api: { q: unknown[][] } } };
          pdl: unknown;
        };
        return [
          window.uetq,
          window._paq,
          page.clarity.q,
          page.ppms.cm.api.q.map((words) => words.slice(0, 2)),
          page.pdl,
        ];
      });
      expect(queues).toEqual([
        ['consent', 'default', { ad_storage: 'denied' }, 'consent', 'update', { ad_storage: 'denied' }],
        [['requireConsent'], ['requireCookieConsent'], ['setConsentGiven'], ['setCookieConsentGiven']],
        [['consentv2', { ad_Storage: 'denied', analytics_Storage: 'granted' }]],
        [['setComplianceSettings', { consents: { analytics: { status: 1 }, remarketing: { status: 0 } } }]],
        { requireConsent: 'v2' },
      ]);
      expect(tab.faults).toEqual([]);
    });

    it('reach the others where one throws, and the page hears of that', async () => {
      const faulty = `{ before() { throw new Error('before') }, change() { throw new Error('a fault') } }`;
      const tab = await openSignals(browser, site, {
        adapters: `${faulty}, signals.pinterest()`,
        state: decided(false, true),
        before: `${recorder('pintrk')} addEventListener('error', ({ message }) => (document.title += message));`,
      });
      await tab.until(() => document.title.includes('before') && document.title.includes('a fault'));
      expect(await tab.evaluate(() => window.calls)).toEqual(['["setconsent",true]']);
    });
  },
  ['chromium'],
);
