import { type Page } from 'playwright-core';
import { inBrowsers, type TestPage, type VisitorOptions } from '../browsers/index.js';
import { type ElementSite, startElementSite } from './element-site.js';

const SIZES = {
  wide: { width: 1280, height: 800 },
  narrow: { width: 320, height: 568 },
  enlarged: { width: 320, height: 256 },
};
const LANGUAGES = ['en', 'ar', 'en-XA'];
const MATRIX = LANGUAGES.flatMap((language) =>
  Object.keys(SIZES).map((size) => [language, size as keyof typeof SIZES] as const),
);

inBrowsers(
  'the look',
  (browser) => {
    let site: ElementSite;
    let page: TestPage;

    beforeAll(async () => (site = await startElementSite(browser.engine)));
    afterAll(() => site.close());

    const open = async (query: string, options: VisitorOptions = {}): Promise<void> => {
      page = await browser.open(`${site.url}/page?${query}`, options);
      await page.until(() => document.querySelector('.np-banner')?.checkVisibility());
    };
    const openDialog = async (): Promise<void> => {
      await page.evaluate(() => (window as unknown as { openSettings(): Promise<void> }).openSettings());
      await page.until(() => document.querySelector('#np-dialog:modal') !== null);
    };
    /** As WCAG 1.4.12 has it. */
    const spaceOut = (): Promise<void> =>
      page.evaluate(() => {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(
          '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-block-end: 2em !important }',
        );
        document.adoptedStyleSheets = [sheet];
      });
    /** What is cut off, outside of the window or too small for a finger, of the parts of a layer. */
    const faultsOf = (layer: string): Promise<string[]> =>
      page.evaluate((selector: string) => {
        const root = document.querySelector<HTMLElement>(selector)!;
        const faults: string[] = [];
        if (document.documentElement.scrollWidth > innerWidth) faults.push('the page scrolls sideways');
        for (const part of [
          root,
          ...root.querySelectorAll<HTMLElement>('.np-text, .np-body, .np-actions, .np-button'),
        ]) {
          const { left, right, top, bottom, height } = part.getBoundingClientRect();
          if (left < -1 || right > innerWidth + 1) faults.push(`${part.className} leaves the window sideways`);
          if (part.scrollWidth > part.clientWidth + 1) faults.push(`${part.className} is cut off`);
          if (!part.matches('.np-button')) continue;
          if (height < 44) faults.push(`${part.textContent} is ${height} high`);
          if (top < 0 || bottom > innerHeight + 1) faults.push(`${part.textContent} is out of sight`);
        }
        return faults;
      }, layer);
    /** The two that decide, by what makes one of them stand out. */
    const prominence = (layer: string): Promise<[string, string]> =>
      page.evaluate((selector: string) => {
        const [reject, accept] = ['reject-all', 'accept-all'].map((value) => {
          const button = document.querySelector(`${selector} [value=${value}]`)!;
          const { width, height } = button.getBoundingClientRect();
          const style = getComputedStyle(button);
          const named = [
            'color',
            'backgroundColor',
            'border',
            'fontSize',
            'fontWeight',
            'boxShadow',
            'opacity',
            'padding',
          ] as const;
          return JSON.stringify([Math.round(width), Math.round(height), ...named.map((name) => style[name])]);
        });
        return [reject!, accept!];
      }, layer);

    it.each(MATRIX)('keeps everything in place, readable and equal: %s, %s', async (language, size) => {
      await open(`language=${language}`, { viewport: SIZES[size] });
      for (const isSpaced of [false, true]) {
        if (isSpaced) await spaceOut();
        expect(await faultsOf('.np-banner')).toEqual([]);
        const [reject, accept] = await prominence('.np-banner');
        expect(reject).toBe(accept);
        const share = await page.evaluate(
          () => document.querySelector<HTMLElement>('.np-banner')!.offsetHeight / innerHeight,
        );
        expect(share).toBeLessThanOrEqual(0.5);
      }
      await openDialog();
      expect(
        (await faultsOf('#np-dialog')).filter((fault) => size !== 'enlarged' || !fault.endsWith('out of sight')),
      ).toEqual([]);
      const [reject, accept] = await prominence('#np-dialog');
      expect(reject).toBe(accept);
    });

    it('is written from right to left where the language is', async () => {
      await open('language=ar');
      const order = await page.evaluate(() => {
        const of = (value: string): DOMRect =>
          document.querySelector(`.np-banner [value=${value}]`)!.getBoundingClientRect();
        return [
          getComputedStyle(document.querySelector('.np-banner')!).direction,
          of('reject-all').left > of('accept-all').left,
        ];
      });
      expect(order).toEqual(['rtl', true]);
    });

    it('lets no token make one decision stand out', async () => {
      await open('');
      await page.evaluate(() => {
        const tokens = ['surface', 'ink', 'accent', 'on-accent', 'line', 'radius', 'font', 'z', 'shadow'];
        const values = ['#fff', '#777', '#eee', '#ddd', 'transparent', '3rem', 'cursive', '1', 'none'];
        tokens.forEach((token, i) => document.documentElement.style.setProperty(`--np-${token}`, values[i]!));
      });
      const [reject, accept] = await prominence('.np-banner');
      expect(reject).toBe(accept);
      expect(reject).toContain('rgb(238, 238, 238)');
    });

    it('has colours of the system where those are wanted, and borders that are seen', async () => {
      await open('', { forcedColors: true });
      const seen = await page.evaluate(() =>
        ['.np-banner', '.np-banner .np-button'].map(
          (selector) => getComputedStyle(document.querySelector(selector)!).borderTopWidth,
        ),
      );
      expect(seen).toEqual(['1px', '1px']);
      await openDialog();
      expect(await page.evaluate(() => getComputedStyle(document.querySelector('.np-switch input')!).appearance)).toBe(
        'auto',
      );
    });

    it('moves nothing where movement is not wanted, and is no part of what is printed', async () => {
      await open('', { reducedMotion: true });
      expect(await page.evaluate(() => getComputedStyle(document.querySelector('.np-banner')!).animationName)).toBe(
        'none',
      );
      await (page.raw as Page).emulateMedia({ media: 'print' });
      expect(await page.evaluate(() => document.querySelector('.np-banner')!.checkVisibility())).toBe(false);
    });

    it.each(['light', 'dark'] as const)('is as readable as WCAG wants (%s)', async (colorScheme) => {
      await open('', { colorScheme });
      const ratios = await page.evaluate(() => {
        const light = (colour: string): number => {
          const canvas = new OffscreenCanvas(1, 1).getContext('2d')!;
          canvas.fillStyle = colour;
          canvas.fillRect(0, 0, 1, 1);
          const [r, g, b] = [...canvas.getImageData(0, 0, 1, 1).data].map((part) =>
            part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4,
          );
          return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
        };
        const banner = getComputedStyle(document.querySelector('.np-banner')!).backgroundColor;
        return ['.np-banner h2', '.np-links', '.np-banner [value=accept-all]', '.np-banner .np-quiet'].map(
          (selector) => {
            const { color, backgroundColor } = getComputedStyle(document.querySelector(selector)!);
            const back = selector.includes('accept') ? backgroundColor : banner;
            const [high, low] = [light(color), light(back)].sort((a, b) => b - a);
            return (high! + 0.05) / (low! + 0.05);
          },
        );
      });
      for (const ratio of ratios) expect(ratio).toBeGreaterThanOrEqual(4.5);
    });
  },
  ['chromium'],
);
