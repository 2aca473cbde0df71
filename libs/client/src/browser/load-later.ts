import { h } from '../element/h.js';
import type * as later from './later.js';
import { ownScript } from './own-script.js';

/** What the build says of the file that stands beside the script: its name, which is by its content, and its integrity. */
declare const LATER_FILE: string;
declare const LATER_INTEGRITY: string;

let loading: Promise<typeof later> | undefined;
let tries = 0;

function load(): Promise<typeof later> {
  // Browsers remember for the whole page what they could not import, by its address.
  const { href } = new URL(`${LATER_FILE}?${tries++ || ''}`, import.meta.url);
  const nonce = ownScript?.nonce || null;
  document.head.append(h('link', { rel: 'modulepreload', href, integrity: LATER_INTEGRITY, nonce }));
  return import(href) as Promise<typeof later>;
}

/**
 * Loads what most pages do without as a file of its own. `import()` alone could not check it, nor load it where a policy trusts the script by its hash: then it
 * trusts nothing that the script imports, but what the script preloads (CSP Level 3, `'strict-dynamic'`). What failed is tried again.
 */
export const loadLater = (): Promise<typeof later> =>
  (loading ??= load().catch((error: unknown) => {
    loading = undefined;
    throw error;
  }));
