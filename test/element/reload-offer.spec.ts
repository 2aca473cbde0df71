import { type ConsentClient } from '@nest-privacy/client';
import { type ReloadOffer } from '@nest-privacy/client/gate';
import { bundleOf, inBrowsers, type TestPage } from '../browsers/index.js';
import { type Body, type ElementSite, startElementSite } from './element-site.js';
import { ALL_WORDS, fullNotice, withoutWords } from './notices.js';

const PROGRAM = `
import { sharedClient } from '@nest-privacy/client';
import { startGate } from '@nest-privacy/client/gate';
import { openSettings } from '@nest-privacy/client/element';
const consent = sharedClient();
startGate({ client: consent });
Object.assign(window, { openSettings, consent });
`;
interface Page {
  readonly consent: ConsentClient;
  openSettings(): Promise<void>;
}

const vendor = (nonce: string): string =>
  `<script type="text/plain" data-consent="MARKETING" nonce="${nonce}">document.title = 'Something ran';</script>`;
/** As a script tag has it that says what is to be done. */
const WISH = '<script type="text/plain" data-reload="ask"></script>';

const WITH_ALL: Body = ({ nonce, banner, dialog }) =>
  `${WISH}${banner}<main><h1>Page</h1>${vendor(nonce)}</main>${dialog}`;
const ALONE: Body = ({ nonce }) => `<main><h1>Page</h1>${vendor(nonce)}</main>`;

inBrowsers('the offer to load a page anew', (browser) => {
  let site: ElementSite;
  let page: TestPage;

  beforeAll(async () => {
    site = await startElementSite(browser.engine);
    site.pages.script = await bundleOf({ source: PROGRAM });
    site.pages.bodies.set('all', WITH_ALL).set('alone', ALONE);
  });
  afterAll(() => site.close());

  /** Somebody comes again who has allowed all of it. */
  const open = async (body: string): Promise<void> => {
    site.clock.advance(1_000);
    page = await browser.open(`${site.url}/page?shared&body=${body}`);
    await page.until(() => 'consent' in window);
    await page.evaluate(() => (window as unknown as Page).consent.acceptAll());
    await page.reload();
    await page.until(() => document.title === 'Something ran');
    site.clock.advance(1_000);
  };
  const withdraw = (): Promise<unknown> => page.evaluate(() => (window as unknown as Page).consent.withdraw());
  /** The words of what is seen to stand there. */
  const isOffered = (): Promise<string> =>
    page.until(() => {
      const button = document.querySelector<HTMLElement>('.np-status button');
      return button?.checkVisibility() ? button.innerText : '';
    });

  it('is seen on a page for everybody, whose banner stays hidden, and beside a script that says what is wished', async () => {
    await open('all');
    expect(await page.evaluate(() => document.querySelector('privacy-banner')!.checkVisibility())).toBe(false);
    await withdraw();
    expect(await isOffered()).toBe(ALL_WORDS.reload);
    expect(await page.evaluate(() => document.querySelector('.np-status')!.matches('[lang=en][dir=ltr] *'))).toBe(true);
    await page.click('.np-status button');
    await page.until(() => document.title === 'Page' && !document.querySelector('.np-status'));
    expect(page.faults).toEqual([]);
  });

  it('stands for as long as what ran runs on, whatever is done or said meanwhile', async () => {
    await open('all');
    const openSettings = () => page.evaluate(() => (window as unknown as Page).openSettings());
    await openSettings();
    await page.click('#np-dialog [value=reject-all]');
    expect(await isOffered()).toBe(ALL_WORDS.reload);
    await page.click('main h1');
    expect(await isOffered()).toBe(ALL_WORDS.reload);
    await openSettings();
    await page.click('#np-dialog [value=accept-all]');
    await page.until(() => document.querySelector('.np-status')?.textContent?.includes('Saved.'));
    expect(await isOffered()).toBe(ALL_WORDS.reload);
  });

  it('comes on a page that has no other element, in the words of the notice', async () => {
    await open('alone');
    await withdraw();
    expect(await isOffered()).toBe(ALL_WORDS.reload);
  });

  it('is left to the page that makes it by itself', async () => {
    await open('all');
    await page.evaluate(() =>
      document.addEventListener('privacy:reload', (event) => {
        event.preventDefault();
        Object.assign(window, { offered: event.detail });
      }),
    );
    await page.evaluate(() => (window as unknown as Page).openSettings());
    await page.click('#np-dialog [value=reject-all]');
    await page.until(() => 'offered' in window && document.querySelector('.np-status')?.textContent);
    expect(await page.evaluate(() => document.querySelectorAll('.np-status button').length)).toBe(0);
    await page.evaluate(() => void (window as unknown as { offered: ReloadOffer }).offered.reload());
    await page.until(() => document.title === 'Page');
  });

  it.each(['all', 'alone'])('needs words: where the notice has none, it is done unasked (%s)', async (body) => {
    await site.publish(withoutWords(fullNotice(), 'reload'));
    await open(body);
    await withdraw();
    await page.until(() => document.title === 'Page' && 'consent' in window);
    expect(await page.evaluate(() => (window as unknown as Page).consent.allows('MARKETING'))).toBe(false);
    expect(page.faults).toEqual([]);
  });
});
