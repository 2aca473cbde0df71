import { type PageSettings } from '../state/page-settings.js';
import { BOOT_SNIPPET } from './generated.js';

/** How a policy of the page lets the snippet run. */
export interface BootMarkupOptions {
  /** The nonce of this answer's Content-Security-Policy. @default none: the policy names `BOOT_SHA256`, or there is none */
  readonly nonce?: string;
}

/**
 * What belongs into the head of a page, above every other script: the settings, as data that nothing executes, and the constant snippet that reads them.
 *
 * @throws TypeError when the nonce is none (CSP Level 3, section 2.3.1)
 */
export function bootMarkup(settings: PageSettings, { nonce }: BootMarkupOptions = {}): string {
  if (nonce !== undefined && !/^[\w+/-]+={0,2}$/.test(nonce)) throw new TypeError('a nonce is base64 or base64url');
  // A text of the settings must not end the element that it stands in.
  const data = JSON.stringify(settings).replaceAll('<', '\\u003c');
  const proof = nonce === undefined ? '' : ` nonce="${nonce}"`;
  return `<script type="application/json" id="nest-privacy">${data}</script><script${proof}>${BOOT_SNIPPET}</script>`;
}
