import { type Shipped, shippedFiles } from '../../scripts/client/shipped.cjs';
import { inBrowsers, type TestPage, TestSite } from '../browsers/index.js';
import { frames, says } from './gate-page.js';

const SETTINGS = {
  paths: { consent: '/consent', events: null, choices: '/privacy' },
  cookie: 'privacy_consent',
  categories: ['STATISTICS'],
  gpcAffects: [],
  notice: { version: 1, validity: null },
  catalogue: { version: null, renewals: {} },
  reaskNotBefore: 0,
  showsGpc: false,
  signals: null,
};
const NOTICE = {
  noticeVersion: 1,
  categories: [{ category: 'STATISTICS', items: [{ cookies: [{ name: '_ga', match: 'literal' }] }] }],
};

inBrowsers('the gate, which the script loads when there is something for it', (browser) => {
  let site: TestSite;
  let files: readonly Shipped[];
  let tab: TestPage;

  const open = async (regime: string, body: string): Promise<void> => {
    const settings = JSON.stringify({ ...SETTINGS, regimes: { STATISTICS: regime } });
    site.page(
      '/',
      `<!doctype html><html lang="en"><head><title>Test</title>
<script>window.log = [];</script><script type="application/json" id="nest-privacy">${settings}</script></head>
<body><privacy-banner><section class="np-banner"></section></privacy-banner>${body}
<script type="module" src="/privacy.js"></script></body></html>`,
    );
    tab = await browser.open(site.url());
    await tab.until(() => customElements.get('privacy-banner') !== undefined && document.readyState === 'complete');
    await frames(tab);
  };
  const asked = (): unknown[] => site.asked('GET', `/${files.find(({ name }) => name === 'privacy-gate.js')!.file}`);

  beforeAll(async () => (files = await shippedFiles()));
  beforeEach(async () => {
    site = await TestSite.start();
    for (const { name, file, content } of files) site.file(name === 'privacy.js' ? '/privacy.js' : `/${file}`, content);
    site.on('POST', '/consent', (_, response) => void response.writeHead(503).end());
    site.on('GET', '/consent/notice', (_, response) => {
      response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(NOTICE));
    });
  });
  afterEach(() => site.stop());

  it('is not loaded while nothing of what waits is allowed, but for what comes later and is', async () => {
    await open('opt-in', says('', 'vendor'));
    expect(asked()).toEqual([]);
    await tab.evaluate(() => {
      const script = Object.assign(document.createElement('script'), { type: 'text/plain', text: `log.push('ours')` });
      script.dataset['consent'] = 'ESSENTIALS';
      document.body.append(script);
    });
    await tab.until(() => window.log.length > 0);
    await frames(tab);
    expect(await tab.evaluate(() => window.log)).toEqual(['ours']);
    expect(asked()).toHaveLength(1);
  });

  it('lets in all that is asked for, also before it has come', async () => {
    await open('opt-in', says('', 'vendor') + says('', 'other') + says('', 'third'));
    await tab.evaluate(() => {
      for (const id of ['vendor', 'third'])
        document.getElementById(id)!.dispatchEvent(new Event('privacy:once', { bubbles: true }));
    });
    await tab.until(() => window.log.length > 1);
    await frames(tab);
    expect(await tab.evaluate(() => window.log)).toEqual(['vendor', 'third']);
  });

  it('erases what an earlier page has left, though nothing waits on this one', async () => {
    await open('opt-out', '');
    expect(asked()).toEqual([]);
    await tab.evaluate(() => {
      localStorage.setItem('_ga', '1');
      localStorage.setItem('basket', '1');
      (window as unknown as { nestPrivacy: unknown[] }).nestPrivacy.push(['rejectAll']);
    });
    await tab.until(() => localStorage.getItem('_ga') === null);
    expect(await tab.evaluate(() => localStorage.getItem('basket'))).toBe('1');
  });

  it('runs what came with the page as it stands, without a copy', async () => {
    await open('opt-out', says('', 'vendor', 'data-consent="MARKETING"'));
    await tab.evaluate(() => {
      const vendor = document.getElementById('vendor')!;
      Object.assign(window, { vendor });
      vendor.dispatchEvent(new Event('privacy:once', { bubbles: true }));
    });
    await tab.until(() => window.log.length > 0);
    expect(
      await tab.evaluate(() => document.getElementById('vendor') === (window as { vendor?: unknown }).vendor),
    ).toBe(true);
  });
});
