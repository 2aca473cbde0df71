import { type Page } from 'playwright-core';
import { inBrowsers, type TestPage } from '../browsers/index.js';
import { type Prominence, prominenceOf } from './prominence-of.js';
import { LANGUAGES, type PageWish } from './state-scenes.js';
import { STATES } from './states.js';
import { startStatesSite, type StatesSite } from './states-site.js';

const THEMES = {
  light: { colorScheme: 'light', forcedColors: 'none' },
  dark: { colorScheme: 'dark', forcedColors: 'none' },
  forced: { colorScheme: 'light', forcedColors: 'active' },
} as const;
const WIDTHS = [320, 375, 1280];
const LAYERS = { 'banner and embed': '.np-banner', dialog: '#np-dialog' } as const;
const PAGES: readonly PageWish[] = [...LANGUAGES.map((language) => ({ language })), { language: 'de', gpc: true }];

/** What a page may have set, by accident or on purpose; the private names are those of our own style. */
const HOSTILE: Readonly<Record<string, string>> = {
  '--np-accent': 'transparent',
  '--np-on-accent': '#777',
  '--np-ink': '#eee',
  '--np-surface': 'var(--nowhere)',
  '--np-line': '#0000',
  '--np-radius': '40rem',
  '--np-font': 'cursive',
  '--np-shadow': 'inset 0 0 9rem red',
  '--np-z': '-1',
  '--_accent': '#fff',
  '--_on-accent': '#fff',
  '--_radius': '0',
  '--_ink': 'transparent',
};

inBrowsers(
  'to accept and to refuse',
  (browser) => {
    let site: StatesSite;

    beforeAll(async () => (site = await startStatesSite()));
    afterAll(() => site.stop());

    const expectEqual = ([reject, accept]: readonly [Prominence, Prominence], where: string): void => {
      expect([where, accept.look]).toEqual([where, reject.look]);
      expect([where, accept.order - reject.order]).toEqual([where, 1]);
      expect(Math.abs(accept.width - reject.width)).toBeLessThanOrEqual(1);
      expect(Math.abs(accept.height - reject.height)).toBeLessThanOrEqual(1);
      expect(Math.abs(accept.contrast - reject.contrast)).toBeLessThanOrEqual(0.1);
    };
    /** In both layers, one after the other. */
    const inLayers = async (wish: PageWish, look: (page: TestPage, layer: string) => Promise<void>): Promise<void> => {
      const page = await browser.open(site.pageOf(wish), { gpc: wish.gpc ?? false });
      for (const { name, reach } of STATES) {
        if (!(name in LAYERS)) continue;
        await reach(page);
        await look(page, LAYERS[name as keyof typeof LAYERS]);
      }
    };

    it.each(PAGES)('are as large, as bold and as readable as one another, side by side: %j', async (wish) => {
      await inLayers(wish, async (page, layer) => {
        for (const [theme, media] of Object.entries(THEMES)) {
          await (page.raw as Page).emulateMedia(media);
          for (const width of WIDTHS) {
            await page.setViewport({ width, height: 700 });
            const both = await prominenceOf(page, layer);
            expectEqual(both, `${layer}, ${theme}, ${width}`);
            for (const { height, contrast } of both) {
              expect(height).toBeGreaterThanOrEqual(44);
              if (theme !== 'forced') expect(contrast).toBeGreaterThanOrEqual(4.5);
            }
          }
        }
      });
    });

    it('look alike under a pointer and with the focus, and are one step of the keyboard from one another', async () => {
      await inLayers({ language: 'en' }, async (page, layer) => {
        const looks: Record<string, [string, string]> = {};
        for (const value of ['reject-all', 'accept-all']) {
          const button = `${layer} [value=${value}]`;
          await (page.raw as Page).hover(button);
          const [reject, accept] = await prominenceOf(page, layer);
          await (page.raw as Page).mouse.move(0, 0);
          await page.focus(button);
          await page.press('Shift+Tab');
          await page.press('Tab');
          const focused = await prominenceOf(page, layer);
          const place = value === 'reject-all' ? 0 : 1;
          looks[value] = [[reject, accept][place]!.look, focused[place].look];
        }
        expect(looks['accept-all']).toEqual(looks['reject-all']);
        expect(new Set(looks['accept-all']).size).toBe(2);
        await page.focus(`${layer} [value=reject-all]`);
        await page.press('Tab');
        expect(await page.evaluate(() => (document.activeElement as HTMLButtonElement).value)).toBe('accept-all');
      });
    });

    it('stay alike whatever the page sets its properties to', async () => {
      await inLayers({ language: 'en' }, async (page, layer) => {
        for (const [name, value] of [...Object.entries(HOSTILE), ['all of them', '']]) {
          await page.evaluate(
            (given: Readonly<Record<string, string>>) => {
              for (const { style } of document.querySelectorAll<HTMLElement>('html, body')) {
                style.cssText = '';
                for (const [property, set] of Object.entries(given)) style.setProperty(property, set);
              }
            },
            name === 'all of them' ? HOSTILE : { [name!]: value! },
          );
          for (const width of [320, 1280]) {
            await page.setViewport({ width, height: 700 });
            expectEqual(await prominenceOf(page, layer), `${layer}, ${name}, ${width}`);
          }
        }
        await page.evaluate(() => {
          for (const { style } of document.querySelectorAll<HTMLElement>('html, body')) style.cssText = '';
        });
      });
    });
  },
  ['chromium'],
);
