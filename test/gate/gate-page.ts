import { type Gate } from '@nest-privacy/client/gate';
import {
  bundleOf,
  hashOf,
  type BrowserUnderTest,
  type PageOptions,
  type TestPage,
  type TestSite,
} from '../browsers/index.js';

/** What stands for the client in the page: the tests say what is allowed. */
export interface Consents {
  allow(allowed: Record<string, boolean>): void;
}

declare global {
  interface Window {
    consents: Consents;
    gate: Gate;
    /** What became of elements: `script#id active`. */
    told: string[];
    /** What scripts did, in order. */
    log: string[];
    /** How often the client was asked to load. */
    loads: number;
  }
}

const PROGRAM = `
import { startGate } from '@nest-privacy/client/gate';
const allowed: Record<string, boolean> = { ESSENTIALS: true, STATISTICS: false, MARKETING: false };
const listeners = new Set<(state: never) => void>();
const client = {
  state: () => ({ allowed }) as never,
  allows: (name: string) => allowed[name] === true,
  onChange: (listener: (state: never) => void) => (listeners.add(listener), () => void listeners.delete(listener)),
  load: async () => (window.loads++, client.state()),
};
window.loads = 0;
window.told = [];
window.consents = {
  allow(changed) {
    Object.assign(allowed, changed);
    for (const listener of listeners) listener(client.state());
  },
};
const onChange = ({ element, category, status }) => {
  window.told.push([element.localName + (element.id && '#' + element.id), category, status].join(' '));
};
`;

/** How a page with a gate is made. */
export interface GatePage extends Pick<PageOptions, 'policy' | 'further'> {
  /** What is parked; the nonce goes into every script of it. */
  readonly body: (nonce: string) => string;
  /** Options of the gate, as they are written in a program. @default none */
  readonly options?: string;
}

/** JavaScript that starts a gate, and lets the tests in. */
export const gateProgram = (options = ''): Promise<string> =>
  bundleOf({ source: `${PROGRAM}window.gate = startGate({ client, onChange, ${options} });` });

/** Puts a page on a site, with a log for its scripts in the head and the gate behind everything else. */
export async function serveGate(site: TestSite, { body, options, policy, further }: GatePage): Promise<void> {
  const program = await gateProgram(options);
  site.file('/gate.js', program);
  const html = (nonce: string) => `<!doctype html><html lang="en"><head><title>Test</title>
<script nonce="${nonce}">window.log = [];</script></head><body>${body(nonce)}
<script nonce="${nonce}" type="module" src="/gate.js" integrity="${hashOf(program)}"></script></body></html>`;
  site.page('/', policy === 'hash' ? html('') : html, { policy, further });
}

/** Opens such a page, and waits until the gate stands. */
export async function openGate(browser: BrowserUnderTest, site: TestSite, page: GatePage): Promise<TestPage> {
  await serveGate(site, page);
  const tab = await browser.open(site.url());
  await tab.until(() => window.gate !== undefined);
  return tab;
}

export const allow = (tab: TestPage, allowed: Record<string, boolean>): Promise<void> =>
  tab.evaluate((now) => window.consents.allow(now), allowed);

/** A parked inline script that says its name. */
export const says = (nonce: string, name: string, attributes = ''): string =>
  `<script nonce="${nonce}" type="text/plain" data-consent="STATISTICS" id="${name}" ${attributes}>log.push('${name}')</script>`;

/** A parked script of the site. */
export const loads = (nonce: string, name: string, attributes = ''): string =>
  `<script nonce="${nonce}" type="text/plain" data-consent="STATISTICS" id="${name}" src="/${name}.js" ${attributes}></script>`;
