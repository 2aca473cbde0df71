import { inBrowsers, type TestPage } from '../browsers/index.js';
import { startStatesSite, type StatesSite } from '../surface/states-site.js';
import { RESETS } from './resets.js';

/** Whose sheet stands first. */
const ORDERS = { after: ['/privacy.css', '/host.css'], before: ['/host.css', '/privacy.css'] };
const MATRIX = Object.keys(RESETS).flatMap((reset) =>
  (['after', 'before'] as const).map((order) => [reset, order] as const),
);
/** In which a page has no say but by a class of its own, or the custom properties. */
const LOOK = [
  ...['display', 'color', 'background-color', 'font-size', 'font-weight', 'line-height', 'font-family'],
  ...['text-align', 'text-decoration-line', 'list-style-type', 'appearance', 'visibility', 'box-sizing'],
  ...['padding', 'margin', 'border-width', 'border-radius'],
];

/** Parts that show nothing of their own. */
const UNSEEN = 'canvas, br, caption, tr, thead, tbody, [type=hidden]';

/** What a visitor sees: of each part of a layer by its name what it looks like, and where it is in the layer. */
type Seen = readonly (readonly [part: string, look: Readonly<Record<string, string>>])[];

const seen = (page: TestPage, layer: string): Promise<Seen> =>
  page.evaluate(
    ([selector, unseen, ...names]) => {
      const root = document.querySelector(selector!)!;
      const { left, top } = root.getBoundingClientRect();
      // What is not fixed stands where the page has it.
      const isFixed = getComputedStyle(root).position === 'fixed';
      return [root, ...root.querySelectorAll(`:not(${unseen})`)].map((part) => {
        const style = getComputedStyle(part);
        const box = part.getBoundingClientRect();
        const place = part === root ? [left, top] : [box.left - left, box.top - top];
        const look = Object.fromEntries(names.map((name) => [name, style.getPropertyValue(name)]));
        look.box = [...(isFixed ? place : []), box.width, box.height].map(Math.round).join();
        // What is native has no text.
        const idle = part.matches('input') ? /font|color|line/ : /appearance/;
        for (const name of names) if (idle.test(name)) delete look[name];
        return [`${selector} ${part.localName}.${part.className}`, look] as const;
      });
    },
    [layer, UNSEEN, ...LOOK],
  );

const differences = (wanted: Seen, found: Seen): string[] =>
  wanted.flatMap(([part, look], i) =>
    Object.keys(look)
      .filter((name) => look[name] !== found[i]![1][name])
      .map((name) => `${part} ${name}: ${look[name]} became ${found[i]![1][name]}`),
  );

inBrowsers('a page whose stylesheet takes the look of all elements away', (browser) => {
  let site: StatesSite;

  beforeAll(async () => (site = await startStatesSite()));
  afterAll(() => site.stop());

  const layersOf = async (sheets: readonly string[]): Promise<Seen> => {
    const page = await browser.open(site.pageOf({ language: 'en', gpc: true }, 'server', sheets), {
      gpc: true,
      viewport: { width: 1100, height: 700 },
    });
    await page.until(() => document.querySelector('.np-banner')?.checkVisibility());
    const first = [...(await seen(page, '.np-banner')), ...(await seen(page, '.np-embed'))];
    await page.click('.np-banner .np-quiet');
    await page.until(() => document.querySelector('#np-dialog:modal') !== null);
    await page.evaluate(() => document.querySelectorAll('details').forEach((details) => (details.open = true)));
    return [...first, ...(await seen(page, '#np-dialog'))];
  };

  it.each(MATRIX)('leaves banner, dialog and embeds as they are: %s, %s ours', async (reset, order) => {
    site.sheet('/host.css', RESETS[reset]!);
    site.sheet('/none.css', 'body { margin: 0 }');
    const without = await layersOf(['/privacy.css', '/none.css']);
    expect(differences(without, await layersOf(ORDERS[order]))).toEqual([]);
    expect(without.length).toBeGreaterThan(50);
  });

  it('is followed where it says more: by a class, by the custom properties, by what scheme it has', async () => {
    site.sheet('/host.css', '.np-button { border-radius: 3px } :root { --np-surface: #123456 }');
    const page = await browser.open(site.pageOf({ language: 'en' }, 'server', ORDERS.after), { colorScheme: 'dark' });
    await page.until(() => document.querySelector('.np-banner')?.checkVisibility());
    const look = await page.evaluate(() => [
      ...[...document.querySelectorAll('.np-banner [value]')].map((button) => getComputedStyle(button).borderRadius),
      getComputedStyle(document.querySelector('.np-banner')!).backgroundColor,
      getComputedStyle(document.querySelector('.np-embed')!).color,
      getComputedStyle(document.querySelector('footer a')!).colorScheme,
    ]);
    expect(look.slice(-5)).toEqual(['3px', '3px', 'rgb(18, 52, 86)', 'rgb(27, 29, 33)', 'normal']);
  });
});
