import { type TestPage } from '../browsers/index.js';

/** What makes a button stand out, as the browser has computed it. */
export interface Prominence {
  /** CSS pixels. */
  readonly width: number;
  readonly height: number;
  /** Of the letters with what is behind them, as WCAG counts it. */
  readonly contrast: number;
  /** Everything else: fonts, colours, borders, shadows, outline, opacity. */
  readonly look: string;
  /** Its place among all that has a place in the order of the keyboard. */
  readonly order: number;
}

/** Measures the button that refuses all and the one that accepts all. */
export const prominenceOf = (page: TestPage, layer: string): Promise<[reject: Prominence, accept: Prominence]> =>
  page.evaluate((selector: string) => {
    const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true })!;
    const luminance = (colours: readonly string[]): number => {
      canvas.clearRect(0, 0, 1, 1);
      for (const colour of colours) {
        canvas.fillStyle = colour;
        canvas.fillRect(0, 0, 1, 1);
      }
      const [r, g, b] = [...canvas.getImageData(0, 0, 1, 1).data].map((part) =>
        part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4,
      );
      return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
    };
    const names = `display visibility opacity color backgroundColor backgroundImage border borderRadius boxShadow outline filter transform
      fontFamily fontSize fontWeight fontStyle fontVariant letterSpacing lineHeight textTransform textDecoration textShadow padding cursor`;
    const root = document.querySelector(selector)!;
    const stops = [...root.querySelectorAll<HTMLElement>('a[href], button, input, summary, [tabindex]')].filter(
      (one) => one.tabIndex >= 0 && one.checkVisibility({ visibilityProperty: true }),
    );
    const measured = ['reject-all', 'accept-all'].map((value) => {
      const button = root.querySelector<HTMLElement>(`[name=decision][value=${value}]`)!;
      const { width, height } = button.getBoundingClientRect();
      const style = getComputedStyle(button) as unknown as Readonly<Record<string, string>>;
      const behind = [getComputedStyle(root).backgroundColor, style['backgroundColor']!];
      const [low, high] = [luminance(behind), luminance([...behind, style['color']!])].sort((a, b) => a - b);
      return {
        width,
        height,
        contrast: (high! + 0.05) / (low! + 0.05),
        look: names
          .split(/\s+/)
          .map((name) => `${name}: ${style[name]}`)
          .join('; '),
        order: stops.indexOf(button),
      };
    });
    return measured as [(typeof measured)[0], (typeof measured)[0]];
  }, layer);
