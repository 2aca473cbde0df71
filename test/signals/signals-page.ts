import { bundleOf, type BrowserUnderTest, type TestPage, type TestSite } from '../browsers/index.js';

declare global {
  interface Window {
    /** What stands for the client: the tests say what is decided and allowed. */
    visitor: {
      now(allowed: Record<string, boolean>, decisions?: Record<string, string>): void;
    };
    /** What vendors were told, in order, as JSON. */
    calls: string[];
    stop: () => void;
    dataLayer: unknown[];
    uetq: unknown[];
    _paq: unknown[];
  }
}

const program = (adapters: string, state: string): string => `
import * as signals from '@nest-privacy/client/signals';
const { dataLayer, googleConsentMode, startSignals } = signals;
let state = ${state};
const listeners = new Set<(now: never) => void>();
window.visitor = {
  now(allowed, decisions = allowed) {
    const said = ([name, value]) => [name, value === true ? 'granted' : value === false ? 'denied' : value];
    state = { allowed: { ESSENTIALS: true, ...allowed }, decisions: Object.fromEntries(Object.entries(decisions).map(said)) };
    for (const listener of listeners) listener(state as never);
  },
};
const client = {
  state: () => state as never,
  allows: (name: string) => name === 'ESSENTIALS' || state?.allowed[name] === true,
  onChange: (listener) => (listeners.add(listener), () => void listeners.delete(listener)),
};
window.stop = startSignals(client, [${adapters}]);`;

/** A visitor who has decided nothing yet. */
export const NEW = `{ allowed: { ESSENTIALS: true, STATISTICS: false, MARKETING: false }, decisions: { STATISTICS: 'unset', MARKETING: 'unset' } }`;

/** One who has. */
export const decided = (statistics: boolean, marketing: boolean): string => {
  const word = (granted: boolean): string => (granted ? `'granted'` : `'denied'`);
  return `{ allowed: { ESSENTIALS: true, STATISTICS: ${statistics}, MARKETING: ${marketing} }, decisions: { STATISTICS: ${word(statistics)}, MARKETING: ${word(marketing)} } }`;
};

/** How a page with signals is made. */
export interface SignalsPage {
  /** As they are written in a program. */
  readonly adapters: string;
  /** As it is written in a program; `undefined` where nothing is known. @default {@link NEW} */
  readonly state?: string;
  /** A script that runs before. @default none */
  readonly before?: string;
}

/** Opens such a page, and waits until the signals have started. */
export async function openSignals(
  browser: BrowserUnderTest,
  site: TestSite,
  { adapters, state = NEW, before = '' }: SignalsPage,
): Promise<TestPage> {
  site.file('/signals.js', await bundleOf({ source: program(adapters, state) }));
  site.page(
    '/',
    `<!doctype html><html lang="en"><head><title>Test</title><script>window.calls = [];${before}</script>
<script type="module" src="/signals.js"></script></head><body></body></html>`,
  );
  const tab = await browser.open(site.url());
  await tab.until(() => window.stop !== undefined);
  return tab;
}

/** The layer, and which of its messages are commands and no arrays. */
export const layerOf = (tab: TestPage): Promise<[command: boolean, message: unknown][]> =>
  tab.evaluate(() =>
    window.dataLayer.map((message): [boolean, unknown] => {
      const isCommand = Object.prototype.toString.call(message) === '[object Arguments]';
      return [isCommand, isCommand ? Array.from(message as ArrayLike<unknown>) : message];
    }),
  );

/** Changes where consent stands. */
export const now = (
  tab: TestPage,
  allowed: Record<string, boolean>,
  decisions?: Record<string, string>,
): Promise<void> => tab.evaluate((a, d) => window.visitor.now(a, d ?? undefined), allowed, decisions ?? null);
