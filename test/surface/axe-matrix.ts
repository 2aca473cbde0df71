import { readFileSync } from 'node:fs';
import { type Page } from 'playwright-core';
import { type BrowserUnderTest, type TestPage } from '../browsers/index.js';
import { type PageWish } from './state-scenes.js';
import { STATES } from './states.js';
import { type StatesSite, type Writer } from './states-site.js';

const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

interface AxeResult {
  readonly id: string;
  readonly nodes: readonly { readonly target: readonly string[]; readonly any: readonly { message: string }[] }[];
}

interface AxeWindow {
  readonly axe: {
    run(context: object, options: object): Promise<Record<'violations' | 'incomplete', readonly AxeResult[]>>;
  };
}

const THEMES = {
  light: { colorScheme: 'light', forcedColors: 'none' },
  dark: { colorScheme: 'dark', forcedColors: 'none' },
  'forced colours': { colorScheme: 'light', forcedColors: 'active' },
} as const;
const WIDTHS = [320, 1280];

/** Contrast is the system's where it forces its colours; axe reads the fill of letters there, which Chromium tells as the page has written it. */
const rulesFor = (theme: string): object =>
  theme === 'forced colours' ? { 'color-contrast': { enabled: false } } : {};

/** What breaks WCAG 2.0 to 2.2 at A and AA, or good practice, and what axe cannot tell of; each with where it is. */
const look = (page: TestPage, rules: object): Promise<string[]> =>
  page.evaluate(async (given: object) => {
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
    const found = await (window as unknown as AxeWindow).axe.run(document, {
      runOnly: tags,
      rules: given,
      iframes: false,
    });
    return [...found.violations, ...found.incomplete].flatMap(({ id, nodes }) =>
      nodes.map(({ target, any }) => `${id}: ${target.join(' ')} ${any.map(({ message }) => message).join(' ')}`),
    );
  }, rules);

/**
 * Looks by axe at every state of a page, in each theme, narrow and wide.
 *
 * @returns what it found, by state, theme and width: nothing, where all is well
 */
export async function axeFindings(
  browser: BrowserUnderTest,
  site: StatesSite,
  wish: PageWish,
  writer: Writer,
): Promise<readonly (readonly [where: string, found: string])[]> {
  const page = await browser.open(site.pageOf(wish, writer), { gpc: wish.gpc ?? false });
  const raw = page.raw as Page;
  await raw.evaluate(AXE);
  const all: [string, string][] = [];
  for (const { name, reach } of STATES) {
    await reach(page);
    for (const [theme, media] of Object.entries(THEMES)) {
      await raw.emulateMedia(media);
      for (const width of WIDTHS) {
        // So high that the banner, which lies over the page, covers nothing of the embed.
        await page.setViewport({ width, height: 1600 });
        for (const found of await look(page, rulesFor(theme))) all.push([`${name}, ${theme}, ${width}`, found]);
      }
    }
  }
  for (const fault of page.faults) all.push(['the console', fault]);
  return all;
}
