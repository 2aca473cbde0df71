import { eventually } from '@nest-privacy/core/testing';
import { inBrowsers, TestSite } from '../browsers/index.js';
import { allow, openGate } from './gate-page.js';

const TRACES = `traces: async (category) => category === 'STATISTICS'
  ? [{ name: '(?i)_GA', match: 'regex' }, { name: '_ga' }, { name: '_ga_*', match: 'glob' }, { name: '_pk_(id|ses)\\\\..+', match: 'regex' }, { name: 'a.b' }]
  : [{ name: '*', match: 'glob' }]`;
const HOST = 'www.shop.test';

inBrowsers('the gate, of traces of what is no longer allowed', (browser) => {
  let site: TestSite;
  beforeEach(async () => (site = await TestSite.start()));
  afterEach(() => site.stop());

  it('erases cookies of every path and parent domain, and stored keys, by name', async () => {
    const path = '/shop/cart/page';
    const tab = await openGate(browser, site, {
      body: '',
      options: TRACES,
      path,
      host: HOST,
      allowed: '{ STATISTICS: true }',
    });
    await tab.evaluate(() => {
      const cookies = [
        '_ga=1; domain=shop.test; path=/',
        '_ga=2; path=/shop/cart',
        '_ga_ABC=3; domain=www.shop.test; path=/shop/',
        '_ga_ABC=4; path=/shop/cart/page',
        '_pk_id.1.1fff=5; domain=.shop.test; path=/shop',
        'a.b=6',
        '_gat=kept; path=/',
        'x_ga=kept; domain=shop.test; path=/',
        '_pk_ref=kept',
        'axb=kept; path=/shop/cart',
        'privacy_consent=kept; path=/',
      ];
      for (const cookie of cookies) document.cookie = cookie;
      for (const store of [localStorage, sessionStorage])
        for (const key of ['_ga', '_ga_X', 'basket', 'a.b']) store.setItem(key, 'x');
    });
    expect(await tab.cookies()).toHaveLength(11);
    await allow(tab, { STATISTICS: false });
    await tab.until(() => localStorage.length === 1 && sessionStorage.length === 1);
    const kept = ['_gat', '_pk_ref', 'axb', 'privacy_consent', 'x_ga'];
    await eventually(
      async () => (await tab.cookies()).map(({ name }) => name).sort(),
      (names) => names.join() === kept.join(),
    );
    expect(await tab.evaluate(() => localStorage.getItem('basket'))).toBe('x');
  });
});

inBrowsers(
  'the gate, of cookies for secure pages',
  (browser) => {
    it('erases those with a prefix, and those of a partition', async () => {
      const site = await TestSite.start();
      const options = `traces: () => [{ name: '__*', match: 'glob' }, { name: 'chip' }]`;
      const tab = await openGate(browser, site, {
        body: '',
        options,
        host: 'localhost',
        allowed: '{ STATISTICS: true }',
      });
      await tab.evaluate(() => {
        document.cookie = '__Host-one=1; secure; path=/';
        document.cookie = '__Secure-two=2; secure; path=/';
        document.cookie = 'chip=3; secure; path=/; partitioned; samesite=none';
      });
      expect(await tab.cookies()).toHaveLength(3);
      await allow(tab, { STATISTICS: false });
      await eventually(
        () => tab.cookies(),
        (cookies) => cookies.length === 0,
      );
      await site.stop();
    });
  },
  ['chromium'],
);
