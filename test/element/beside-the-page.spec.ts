import { inBrowsers, type TestPage } from '../browsers/index.js';
import { type Body, type ElementSite, startElementSite } from './element-site.js';

const LINKS = Array.from({ length: 40 }, (_, i) => `<p><a href="#${i}" id="link-${i}">A link ${i}</a></p>`).join('');

/** A long page whose last link stands at the very end, and one that is fixed beside. */
const LONG: Body = ({ banner }) =>
  `${banner}<main>${LINKS}</main><a href="#" id="fixed">Always at the edge</a><a href="#" id="last">The end</a>`;
const MODAL: Body = ({ banner }) =>
  `${banner}<main><button id="opener">Open</button>
<dialog id="own"><button id="within">A word</button></dialog></main>`;

inBrowsers('a banner beside a page', (browser) => {
  let site: ElementSite;
  let page: TestPage;

  beforeAll(async () => {
    site = await startElementSite(browser.engine);
    site.pages.bodies.set('long', LONG).set('modal', MODAL);
    site.pages.bodies.set('joining', (parts) =>
      MODAL({ ...parts, banner: parts.banner.replace('<privacy-banner', '<privacy-banner in-modals') }),
    );
  });
  afterAll(() => site.close());

  const open = async (query: string, viewport = { width: 1280, height: 800 }): Promise<void> => {
    page = await browser.open(`${site.url}/page?${query}`, { viewport });
    await page.until(() => document.querySelector('.np-banner')?.checkVisibility());
  };
  /** Whether somebody sees what has the focus, or at least where it ends. */
  const isSeen = (): Promise<boolean> =>
    page.evaluate(() => {
      const { left, width, top, bottom } = document.activeElement!.getBoundingClientRect();
      const banner = document.querySelector('.np-banner')!;
      const isFree = (y: number): boolean =>
        y >= 0 && y <= innerHeight && !banner.contains(document.elementFromPoint(left + width / 2, y));
      return isFree(top + 2) && isFree(bottom - 2);
    });

  it.each([
    ['wide', { width: 1280, height: 800 }],
    ['narrow', { width: 320, height: 568 }],
    ['low', { width: 640, height: 400 }],
  ])('hides nothing that has the focus, wherever it stands (%s)', async (_, viewport) => {
    await open('body=long', viewport);
    await page.evaluate(() => {
      Object.assign(document.querySelector<HTMLElement>('#fixed')!.style, {
        position: 'fixed',
        bottom: '4px',
        left: '50%',
      });
    });
    for (const id of ['link-0', 'link-12', 'link-20', 'link-39', 'fixed', 'last', 'link-3']) {
      await page.focus(`#${id}`);
      expect([id, await isSeen()]).toEqual([id, true]);
    }
  });

  it('goes with the keyboard through a long page, and hides nothing of it', async () => {
    await open('body=long', { width: 375, height: 667 });
    await page.focus('#link-0');
    for (let i = 0; i < 25; i++) {
      await page.press('Tab');
      expect(await isSeen()).toBe(true);
    }
  });

  it('leaves no trace of itself in the page once it is gone', async () => {
    await open('body=long');
    await page.until(() => document.documentElement.style.scrollPaddingBlockEnd !== '');
    await page.click('.np-banner [value=reject-all]');
    await page.until(() => document.documentElement.style.scrollPaddingBlockEnd === '');
  });

  const showOwnModal = (): Promise<void> =>
    page.evaluate(() => document.querySelector<HTMLDialogElement>('#own')!.showModal());

  it('waits for a modal dialog of the page, and is usable afterwards', async () => {
    await open('body=modal');
    await showOwnModal();
    expect(await page.evaluate(() => document.activeElement!.id)).toBe('within');
    await page.press('Escape');
    await page.click('.np-banner [value=reject-all]');
    await page.until(() => document.querySelector('.np-banner') === null);
  });

  it('stands within a modal dialog of the page where it is told to, also one that was open before, and returns', async () => {
    await open('body=joining');
    await showOwnModal();
    await page.until(() => document.querySelector('#own .np-banner') !== null);
    await page.press('Escape');
    await page.until(() => document.querySelector('body > privacy-banner .np-banner') !== null);
    await showOwnModal();
    await page.until(() => document.querySelector('#own .np-banner') !== null);
    await page.click('.np-banner [value=reject-all]');
    await page.until(() => document.querySelector('.np-banner') === null);
    expect(page.faults).toEqual([]);
  });

  it('stays in the page when a modal dialog of it is removed while it is open', async () => {
    await open('body=joining');
    await showOwnModal();
    await page.until(() => document.querySelector('#own .np-banner') !== null);
    await page.evaluate(() => document.querySelector('#own')!.remove());
    await page.until(() => document.querySelector('body > privacy-banner .np-banner')?.checkVisibility());
    expect(await page.evaluate(() => document.querySelectorAll('privacy-banner').length)).toBe(1);
    await page.click('.np-banner [value=reject-all]');
    await page.until(() => document.querySelector('.np-banner') === null);
  });

  it('survives that the page’s body is swapped for another, and that it is moved', async () => {
    await open('body=long');
    await page.evaluate(() => {
      const next = document.body.cloneNode(true) as HTMLBodyElement;
      document.body.replaceWith(next);
      next.querySelector('main')!.before(next.querySelector('privacy-banner')!);
    });
    await page.click('.np-banner [value=reject-all]');
    await page.until(() => document.querySelector('.np-status')?.textContent?.includes('Saved.'));
    const sent = page.requests.filter(({ method, url }) => method === 'POST' && url.endsWith('/consent'));
    expect(sent).toHaveLength(1);
    expect(page.faults).toEqual([]);
  });
});
