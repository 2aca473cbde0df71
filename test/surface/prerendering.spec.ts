import { type ElementSite, startElementSite } from '../element/element-site.js';
import { PrerenderingVisitor } from '../browsers/prerendering.js';
import { wholeClient } from './whole-client.js';

/** What a page says of itself. */
interface Told {
  readonly isPrerendered: boolean;
  readonly hasBanner: boolean;
  /** Whether the parked script has run. */
  readonly hasCounted: boolean;
  /** Paths below `/consent` that it asked for. */
  readonly asked: readonly string[];
}

/** Runs on a page: tells where it stands, after longer than a notice must be seen and whenever asked, and again once it is shown. */
const TELLING = `
const tell = (when) => localStorage.setItem(when, JSON.stringify({
  isPrerendered: document.prerendering,
  hasBanner: document.querySelector('.np-banner') !== null,
  hasCounted: document.body.dataset.counted === 'yes',
  asked: performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname).filter((path) => path.startsWith('/consent')),
}));
setTimeout(tell, 1600, 'ahead');
document.addEventListener('prerenderingchange', () => setInterval(tell, 50, 'shown'));
`;

const { BROWSER_PATH } = process.env;

(BROWSER_PATH === undefined ? describe.skip : describe)('a page that is prerendered, in chromium', () => {
  let site: ElementSite;
  let visitor: PrerenderingVisitor;

  beforeAll(async () => {
    site = await startElementSite('chromium');
    site.pages.script = await wholeClient();
    site.pages.bodies.set(
      'start',
      ({ nonce, banner }) => `${banner}<main><h1>Start</h1><a id="on" href="/page?body=ahead">On</a></main>
<script type="speculationrules" nonce="${nonce}">{ "prerender": [{ "urls": ["/page?body=ahead"], "eagerness": "immediate" }] }</script>`,
    );
    site.pages.bodies.set(
      'ahead',
      ({
        nonce,
        banner,
        embed,
      }) => `${banner}<main><h1>Ahead</h1>${embed}</main><script nonce="${nonce}">${TELLING}</script>
<script type="text/plain" data-consent="STATISTICS" nonce="${nonce}">document.body.dataset.counted = 'yes';</script>`,
    );
    site.pages.bodies.set('plain', ({ banner }) => `${banner}<main><h1>Beside</h1></main>`);
  });
  afterAll(() => site.close());
  beforeEach(async () => (visitor = await PrerenderingVisitor.start(BROWSER_PATH!)));
  afterEach(() => visitor.close());

  it('reports nothing as shown to who was not asked yet, before they see it', async () => {
    const start = await visitor.open(`${site.url}/page?body=start`);
    const ahead = await visitor.kept<Told>(start, 'ahead');
    expect(ahead).toEqual({ isPrerendered: true, hasBanner: true, hasCounted: false, asked: [] });
    await start.click('#on');
    const beside = await visitor.open(`${site.url}/page?body=plain`);
    await beside.waitForFunction(() => localStorage.getItem('shown') !== null);
    const shown = await visitor.kept<Told>(beside, 'shown');
    expect(shown).toMatchObject({ isPrerendered: false, hasBanner: true, hasCounted: false });
    expect(await site.records()).toEqual([]);
  });

  it('lets nothing in, asks the server nothing and loads no embed before it is seen, whatever is allowed', async () => {
    const first = await visitor.open(`${site.url}/page?body=plain`);
    await first.click('.np-banner [value=accept-all]');
    await first.waitForFunction(() => document.querySelector('.np-status')?.textContent.includes('Saved.'));
    await first.evaluate(() => localStorage.clear());
    const start = await visitor.open(`${site.url}/page?body=start`);
    const ahead = await visitor.kept<Told>(start, 'ahead');
    expect(ahead).toEqual({ isPrerendered: true, hasBanner: false, hasCounted: false, asked: [] });
    expect(site.vendor.asked('GET', '/film')).toEqual([]);
    await start.click('#on');
    const beside = await visitor.open(`${site.url}/page?body=plain`);
    await beside.waitForFunction(() => localStorage.getItem('shown')?.includes('"hasCounted":true'));
  });
});
