import { type ElementSite, startElementSite } from '../element/element-site.js';
import { inBrowsers, type TestPage } from '../browsers/index.js';
import { type PageWithClient, wholeClient } from './whole-client.js';

/** What a page that was left keeps, for it is not loaded anew. */
interface Kept extends PageWithClient {
  /** Set when it came back out of the cache of pages. */
  isRestored?: boolean;
}

/** Without a secure context the channel by which tabs hear of each other keeps a page from being kept, and it is loaded anew. */
const CONTEXTS = [
  ['restored in a secure context', '127.0.0.1'],
  ['loaded without one', 'shop.test'],
];

inBrowsers('a page that is gone back to', (browser) => {
  let site: ElementSite;
  let page: TestPage;

  beforeAll(async () => {
    site = await startElementSite(browser.engine);
    site.pages.script = await wholeClient();
    site.pages.bodies.set(
      'first',
      ({ banner, embed, nonce }) =>
        `${banner}<main><h1>First</h1>${embed}<a id="on" href="/page?body=second">On</a>
<script type="text/plain" data-consent="STATISTICS" nonce="${nonce}">document.body.dataset.counted = 'yes';</script></main>`,
    );
    site.pages.bodies.set(
      'second',
      ({ banner, dialog, settingsLink }) =>
        `${banner}<main><h1>Second</h1></main><footer>${settingsLink}</footer>${dialog}`,
    );
  });
  afterAll(() => site.close());

  const open = async (host: string): Promise<void> => {
    page = await browser.open(`${site.url.replace('127.0.0.1', host)}/page?body=first`);
  };
  const toSecond = async (): Promise<void> => {
    await page.until(() => 'consent' in window);
    await page.evaluate(() =>
      addEventListener('pageshow', ({ persisted }) => ((window as unknown as Kept).isRestored = persisted)),
    );
    await page.evaluate(() => document.querySelector<HTMLElement>('#on')!.click());
    await page.until(() => document.querySelector('h1')?.textContent === 'Second' && 'consent' in window);
  };
  const back = async (host: string): Promise<void> => {
    await page.back();
    await page.until(() => document.querySelector('h1')?.textContent === 'First' && 'consent' in window);
    if (host === '127.0.0.1') await page.until(() => (window as unknown as Kept).isRestored);
  };
  const decide = async (decision: string): Promise<void> => {
    await page.click(decision);
    await page.until(() => document.querySelector('.np-status')?.textContent.includes('Saved.'));
  };
  const standing = () =>
    page.evaluate(() => ({
      isAsked: document.querySelector('.np-banner') !== null,
      allows: ['STATISTICS', 'MARKETING'].map((name) => (window as unknown as Kept).consent.allows(name)),
    }));

  it.each(CONTEXTS)('asks no more, and lets in what was allowed on the next one, %s', async (_, host) => {
    await open(host);
    await toSecond();
    await decide('.np-banner [value=accept-all]');
    await back(host);
    expect(await standing()).toEqual({ isAsked: false, allows: [true, true] });
    await page.until(() => document.body.dataset['counted'] === 'yes');
    await page.until(() => document.querySelector('privacy-embed > iframe') !== null);
    expect(page.violations).toEqual([]);
  });

  it.each(CONTEXTS)('switches off what was withdrawn on the next one, %s', async (_, host) => {
    await open(host);
    await decide('.np-banner [value=accept-all]');
    await page.until(() => document.querySelector('privacy-embed > iframe') !== null);
    await toSecond();
    await page.click('footer a');
    await decide('#np-dialog [value=reject-all]');
    await back(host);
    expect(await standing()).toEqual({ isAsked: false, allows: [false, false] });
    await page.until(() => document.querySelector('privacy-embed > iframe') === null);
  });
});
