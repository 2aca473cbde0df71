import { h } from '../element/h.js';
import { type Views } from '../element/load-views.js';

/** What the build says of the file that stands beside the script: its name, which is by its content, and its integrity. */
declare const VIEWS_FILE: string;
declare const VIEWS_INTEGRITY: string;

/**
 * Loads what renders the surfaces as a file of its own, which `import()` alone could not check, nor load where a policy trusts the script by its hash: then it
 * trusts nothing that the script imports, but what the script preloads (CSP Level 3, `'strict-dynamic'`).
 */
export function loadViews(): Promise<Views> {
  const { href } = new URL(VIEWS_FILE, import.meta.url);
  document.head.append(h('link', { rel: 'modulepreload', href, integrity: VIEWS_INTEGRITY }));
  return import(href) as Promise<Views>;
}
