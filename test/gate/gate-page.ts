import { type Gate } from '@nest-privacy/client/gate';
import {
  bundleOf,
  type BrowserUnderTest,
  hashOf,
  type PageOptions,
  type TestPage,
  type TestSite,
} from '../browsers/index.js';

declare global {
  interface Window {
    /** What stands for the client: the tests say what is allowed. */
    consents: { allow(allowed: Record<string, boolean>, decisions?: Record<string, string>): void };
    gate: Gate;
    /** What became of elements: `script#id STATISTICS active`. */
    told: string[];
    /** What scripts did, in order. */
    log: string[];
    /** What the gate offered to reload for. */
    offers: { readonly categories: readonly string[]; reload(): Promise<void> }[];
  }
}

const program = (options: string, allowed: string): string => `
import { startGate } from '@nest-privacy/client/gate';
const allowed: Record<string, boolean> = { ESSENTIALS: true, STATISTICS: false, MARKETING: false, ...${allowed} };
let decisions: Record<string, string> = {};
const listeners = new Set<(state: never) => void>();
const client = {
  state: () => ({ allowed, decisions }) as never,
  allows: (name: string) => allowed[name] === true,
  onChange: (listener: (state: never) => void) => (listeners.add(listener), () => void listeners.delete(listener)),
  load: async () => (sessionStorage.setItem('loaded', 'yes'), client.state()),
};
window.told = [];
window.offers = [];
document.addEventListener('privacy:reload', ({ detail }) => window.offers.push(detail));
window.consents = {
  allow(changed, decided = {}) {
    Object.assign(allowed, changed);
    decisions = { ...decisions, ...decided };
    for (const listener of listeners) listener(client.state());
  },
};
const onChange = ({ element, category, status }) => {
  window.told.push([element.localName + (element.id && '#' + element.id), category, status].join(' '));
};
window.gate = startGate({ client, onChange, ${options} });`;

/** How a page with a gate is made. */
export interface GatePage extends Pick<PageOptions, 'policy' | 'further'> {
  /** What is parked; the nonce goes into every script of it. */
  readonly body: string | ((nonce: string) => string);
  /** Options of the gate, as they are written in a program. @default none */
  readonly options?: string;
  /** What is allowed from the beginning, as it is written in a program. @default nothing */
  readonly allowed?: string;
  /** @default '/' */
  readonly path?: string;
  /** @default that of the site */
  readonly host?: string;
}

/** JavaScript that starts a gate, and lets the tests in; a module, or a script that runs where it stands. */
export const gateScript = (
  { options = '', allowed = '{}' }: Pick<GatePage, 'options' | 'allowed'>,
  format: 'esm' | 'iife' = 'esm',
): Promise<string> => bundleOf({ source: program(options, allowed) }, { format });

/** Puts a page on a site, with a log for its scripts in the head and the gate behind everything else. */
export async function serveGate(site: TestSite, page: GatePage): Promise<void> {
  const { body, policy, further } = page;
  const script = await gateScript(page);
  site.file('/gate.js', script);
  const html = (nonce: string): string => `<!doctype html><html lang="en"><head><title>Test</title>
<script nonce="${nonce}">window.log = [];</script></head><body>${typeof body === 'string' ? body : body(nonce)}
<script nonce="${nonce}" type="module" src="/gate.js" integrity="${hashOf(script)}"></script></body></html>`;
  site.page(page.path ?? '/', policy === 'hash' ? html('') : html, { policy, further });
}

/** Opens such a page, and waits until the gate stands. */
export async function openGate(browser: BrowserUnderTest, site: TestSite, page: GatePage): Promise<TestPage> {
  await serveGate(site, page);
  const tab = await browser.open(site.url(page.path, page.host));
  await tab.until(() => window.gate !== undefined);
  return tab;
}

/** Changes what is allowed, and by what decisions. */
export const allow = (
  tab: TestPage,
  allowed: Record<string, boolean>,
  decisions: Record<string, string> = {},
): Promise<void> => tab.evaluate((now, said) => window.consents.allow(now, said), allowed, decisions);

/** Waits until the gate has done what it does in a frame, twice. */
export const frames = (tab: TestPage): Promise<void> =>
  tab.evaluate(async () => {
    for (let i = 0; i < 2; i++)
      await new Promise((done) => requestAnimationFrame(() => setTimeout(() => setTimeout(done))));
  });

/** A parked inline script that says its name. */
export const says = (nonce: string, name: string, attributes = 'data-consent="STATISTICS"'): string =>
  `<script nonce="${nonce}" type="text/plain" id="${name}" ${attributes}>log.push('${name}')</script>`;

/** A parked script of the site. */
export const loads = (nonce: string, name: string, attributes = ''): string =>
  `<script nonce="${nonce}" type="text/plain" data-consent="STATISTICS" id="${name}" src="/${name}.js" ${attributes}></script>`;

/** Scripts of a site that say their names. */
export function serveScripts(site: TestSite, ...names: string[]): void {
  for (const name of names) site.file(`/${name}.js`, `log.push('${name}')`);
}

/** A script that answers when the test says so. */
export function serveHeld(site: TestSite, name: string): () => void {
  let release!: () => void;
  const until = new Promise<void>((done) => (release = done));
  site.on('GET', `/${name}.js`, async (_, response) => {
    await until;
    response.writeHead(200, { 'Content-Type': 'text/javascript' }).end(`log.push('${name}')`);
  });
  return release;
}
