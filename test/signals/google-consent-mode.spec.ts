import { inBrowsers, TestSite } from '../browsers/index.js';
import { decided, layerOf, now, openSignals } from './signals-page.js';

const DENIED = {
  ad_storage: 'denied',
  ad_user_data: 'denied',
  ad_personalization: 'denied',
  analytics_storage: 'denied',
  functionality_storage: 'denied',
  personalization_storage: 'denied',
  security_storage: 'granted',
};
const STATISTICS = { ...DENIED, analytics_storage: 'granted' };
const MARKETING = { ...DENIED, ad_storage: 'granted', ad_user_data: 'granted', ad_personalization: 'granted' };
const SAY = 'googleConsentMode(), dataLayer()';
/** What Google's own snippet leaves, before a container has loaded. */
const CONTAINER = `window.dataLayer = []; function gtag() { dataLayer.push(arguments); } gtag('js', 1); gtag('config', 'G-1'); dataLayer.push({ event: 'gtm.js' });`;

const event = (statistics: boolean, marketing: boolean): [boolean, unknown] => [
  false,
  { event: 'consent_update', consent: { STATISTICS: statistics, MARKETING: marketing } },
];
const consent = (word: string, values: object): [boolean, unknown] => [true, ['consent', word, values]];

inBrowsers(
  'Google Consent Mode',
  (browser) => {
    let site: TestSite;
    beforeEach(async () => (site = await TestSite.start()));
    afterEach(() => site.stop());

    it('hears of a new visitor the default alone, and then one update for each change of mind', async () => {
      const tab = await openSignals(browser, site, { adapters: SAY });
      expect(await layerOf(tab)).toEqual([consent('default', DENIED)]);
      await now(tab, { STATISTICS: false, MARKETING: false });
      await now(tab, { STATISTICS: false, MARKETING: false });
      await now(tab, { STATISTICS: true, MARKETING: false });
      await now(tab, { STATISTICS: false, MARKETING: true });
      await now(tab, { STATISTICS: false, MARKETING: false });
      await now(tab, { STATISTICS: true, MARKETING: false });
      expect((await layerOf(tab)).slice(1)).toEqual([
        ...[consent('update', DENIED), event(false, false), consent('update', STATISTICS), event(true, false)],
        ...[consent('update', MARKETING), event(false, true), consent('update', DENIED), event(false, false)],
        ...[consent('update', STATISTICS), event(true, false)],
      ]);
    });

    it.each([
      ['granted', decided(true, false), STATISTICS],
      ['refused', decided(false, false), DENIED],
    ])('hears one update of a visitor who returns and has %s, ahead of the container', async (_, state, values) => {
      const tab = await openSignals(browser, site, { adapters: SAY, state, before: CONTAINER });
      const layer = await layerOf(tab);
      expect(layer.slice(0, 3)).toEqual([consent('default', DENIED), consent('update', values), [true, ['js', 1]]]);
      expect(layer.slice(-2)).toEqual([[false, { event: 'gtm.js' }], event(values === STATISTICS, false)]);
      expect(layer).toHaveLength(6);
    });

    it('sets for all tags what a snippet that came before has not set', async () => {
      const before = `window.dataLayer = []; (function () { dataLayer.push(arguments); })('consent', 'default', ${JSON.stringify(DENIED)});`;
      const adapters = 'googleConsentMode({ set: { ads_data_redaction: true } })';
      const tab = await openSignals(browser, site, { adapters, before });
      expect(await layerOf(tab)).toEqual([consent('default', DENIED), [true, ['set', 'ads_data_redaction', true]]]);
    });

    it('repeats neither default nor update of a snippet that came before', async () => {
      const before = `window.dataLayer = []; function gtag() { dataLayer.push(arguments); }
        gtag('consent', 'default', ${JSON.stringify(DENIED)}); gtag('consent', 'update', ${JSON.stringify(STATISTICS)});`;
      const tab = await openSignals(browser, site, { adapters: SAY, state: decided(true, false), before });
      expect(await layerOf(tab)).toEqual([
        consent('default', DENIED),
        consent('update', STATISTICS),
        event(true, false),
      ]);
      await now(tab, { STATISTICS: false, MARKETING: false });
      expect((await layerOf(tab)).slice(3)).toEqual([consent('update', DENIED), event(false, false)]);
    });

    it('speaks to a container that has loaded by its own push', async () => {
      const before = `${CONTAINER} dataLayer.push = function (...words) { calls.push(JSON.stringify(Array.from(words[0]).slice(0, 2))); return Array.prototype.push.apply(this, words); };`;
      const tab = await openSignals(browser, site, {
        adapters: 'googleConsentMode()',
        state: decided(true, true),
        before,
      });
      expect(await tab.evaluate(() => window.calls)).toEqual(['["consent","default"]', '["consent","update"]']);
    });

    it('follows what is allowed and not what was decided: of GPC, of expiry, of another regime', async () => {
      const gpc = `{ allowed: { ESSENTIALS: true, STATISTICS: true, MARKETING: false }, decisions: { STATISTICS: 'granted', MARKETING: 'granted' } }`;
      const tab = await openSignals(browser, site, { adapters: 'googleConsentMode()', state: gpc });
      expect((await layerOf(tab)).slice(1)).toEqual([consent('update', STATISTICS)]);
      const optOut = `{ allowed: { ESSENTIALS: true, STATISTICS: true, MARKETING: false }, decisions: { STATISTICS: 'unset', MARKETING: 'unset' } }`;
      const other = await openSignals(browser, site, { adapters: 'googleConsentMode()', state: optOut });
      expect((await layerOf(other)).slice(1)).toEqual([consent('update', STATISTICS)]);
      await now(other, { STATISTICS: false, MARKETING: false }, { STATISTICS: 'unset', MARKETING: 'unset' });
      expect((await layerOf(other)).slice(2)).toEqual([consent('update', DENIED)]);
    });

    it('takes other categories, another layer, and what goes with the default', async () => {
      const adapters = `googleConsentMode({
        layer: 'ownLayer',
        categories: { functionality_storage: 'COMFORT', ad_user_data: '' },
        defaults: { wait_for_update: 500, region: ['ES', 'US-AK'] },
        set: { url_passthrough: true, ads_data_redaction: true },
      }), dataLayer({ layer: 'ownLayer', event: 'told' })`;
      const tab = await openSignals(browser, site, {
        adapters,
        before: 'window.ownLayer = window.dataLayer = [{ event: "gtm.js" }];',
      });
      await now(tab, { STATISTICS: true, MARKETING: true, COMFORT: true });
      const granted = {
        ...STATISTICS,
        ...MARKETING,
        analytics_storage: 'granted',
        ad_user_data: 'denied',
        functionality_storage: 'granted',
      };
      expect(await layerOf(tab)).toEqual([
        consent('default', { ...DENIED, wait_for_update: 500, region: ['ES', 'US-AK'] }),
        [true, ['set', 'url_passthrough', true]],
        [true, ['set', 'ads_data_redaction', true]],
        consent('update', granted),
        [false, { event: 'gtm.js' }],
        [false, { event: 'told', consent: { STATISTICS: true, MARKETING: true, COMFORT: true } }],
      ]);
    });

    it('tells the keys of django-privacy-mgmt before the container and with each event', async () => {
      const adapters = 'googleConsentMode(), dataLayer({ seedKeys: true })';
      const tab = await openSignals(browser, site, { adapters, state: decided(true, false), before: CONTAINER });
      await now(tab, { STATISTICS: false, MARKETING: true });
      const keys = (statistics: boolean, personalization: boolean): object => ({
        statisticsTrackingItemCategory: statistics,
        personalizationTrackingItemCategory: personalization,
      });
      const layer = await layerOf(tab);
      expect(layer.filter(([isCommand]) => !isCommand)).toEqual([
        [false, keys(true, false)],
        [false, { event: 'gtm.js' }],
        [false, { event: 'consent_update', consent: { STATISTICS: true, MARKETING: false }, ...keys(true, false) }],
        [false, { event: 'consent_update', consent: { STATISTICS: false, MARKETING: true }, ...keys(false, true) }],
      ]);
      expect(layer.findIndex(([, message]) => (message as { event?: string }).event === 'gtm.js')).toBeGreaterThan(2);
    });

    it('hears nothing more when it has been stopped, and nothing at all before anything is known', async () => {
      const tab = await openSignals(browser, site, { adapters: SAY, state: 'undefined' });
      expect(await layerOf(tab)).toEqual([consent('default', DENIED)]);
      await tab.evaluate(() => window.stop());
      await now(tab, { STATISTICS: true, MARKETING: true });
      expect(await layerOf(tab)).toHaveLength(1);
    });
  },
  ['chromium'],
);
