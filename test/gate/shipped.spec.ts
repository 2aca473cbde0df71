import { type Shipped, shippedFiles } from '../../scripts/client/shipped.cjs';
import { inBrowsers, type TestPage, TestSite } from '../browsers/index.js';
import { frames, says } from './gate-page.js';

/** What the script tells the server's page of a visitor who may opt out, and has not. */
const SETTINGS = {
  paths: { consent: '/consent', events: null, choices: '/privacy' },
  cookie: 'privacy_consent',
  categories: ['STATISTICS'],
  regimes: { STATISTICS: 'opt-out' },
  gpcAffects: [],
  notice: { version: 1, validity: null },
  catalogue: { version: null, renewals: {} },
  reaskNotBefore: 0,
  showsGpc: false,
  signals: null,
};

inBrowsers('the gate in the script that the package ships', (browser) => {
  let site: TestSite;
  let gate: Shipped;
  let tab: TestPage;

  /** A page whose script waits for the other file until the test says how that is answered. */
  const open = async (): Promise<(status: number) => void> => {
    let answer!: (status: number) => void;
    const answered = new Promise<number>((done) => (answer = done));
    site.on('GET', `/${gate.file}`, async (_, response) => {
      response.writeHead(await answered, { 'Content-Type': 'text/javascript' }).end(gate.content);
    });
    tab = await browser.open(site.url());
    await tab.until(() => document.querySelector('link[rel=modulepreload]') !== null);
    return answer;
  };
  const log = (): Promise<readonly string[]> => tab.evaluate(() => window.log);

  beforeEach(async () => {
    const files = await shippedFiles();
    gate = files.find(({ name }) => name === 'privacy-gate.js')!;
    site = await TestSite.start();
    site.file('/privacy.js', files.find(({ name }) => name === 'privacy.js')!.content);
    site.on('POST', '/consent', (_, response) => void response.writeHead(503).end());
    site.page(
      '/',
      `<!doctype html><html lang="en"><head><title>Test</title>
<script>window.log = [];</script><script type="application/json" id="nest-privacy">${JSON.stringify(SETTINGS)}</script></head>
<body><privacy-banner><section class="np-banner"></section></privacy-banner>${says('', 'vendor')}${says('', 'next')}
<script type="module" src="/privacy.js"></script></body></html>`,
    );
  });
  afterEach(() => site.stop());

  it('lets in what is allowed, once what takes it back has come', async () => {
    const answer = await open();
    await frames(tab);
    expect(await log()).toEqual([]);
    answer(200);
    await tab.until(() => window.log.length === 2);
    expect(await log()).toEqual(['vendor', 'next']);
  });

  it('lets in nothing that is no longer allowed by then', async () => {
    const answer = await open();
    await tab.evaluate(() => {
      const calls = ((window as unknown as { nestPrivacy?: unknown[] }).nestPrivacy ??= []);
      calls.push(['rejectAll']);
    });
    answer(200);
    await tab.until(() => performance.getEntriesByType('resource').some(({ name }) => /\/np\./.test(name)));
    await frames(tab);
    expect(await log()).toEqual([]);
  });

  it('lets in nothing where that cannot be had, and leaves nothing of it in the head', async () => {
    const answer = await open();
    answer(503);
    await tab.until(() => document.querySelector('link[rel=modulepreload]') === null);
    await tab.until(() => performance.getEntriesByType('resource').some(({ name }) => /\/np\./.test(name)));
    await frames(tab);
    expect(await log()).toEqual([]);
  });
});
