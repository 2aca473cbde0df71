import { type PageSettings } from '../state/page-settings.js';
import { BOOT_SNIPPET, CONSENT_MODE_SNIPPET } from './generated.js';

/** What the snippet does, and how a policy of the page lets it run. */
export interface BootMarkupOptions {
  /** The nonce of this answer's Content-Security-Policy. @default none: the policy names the snippet's hash, or there is none */
  readonly nonce?: string | undefined;
  /**
   * Whether it tells Google Consent Mode its default, and for a visitor who decided the one update: for pages whose Google tags are not parked, and run before
   * the client does. The snippet is another one then, `CONSENT_MODE_SNIPPET`. @default false
   */
  readonly consentMode?: boolean | undefined;
}

/**
 * What belongs into the head of a page, above every other script: the settings, as data that nothing executes, and the constant snippet that reads them.
 *
 * @throws TypeError when the nonce is none (CSP Level 3, section 2.3.1)
 */
export function bootMarkup(settings: PageSettings, { nonce, consentMode }: BootMarkupOptions = {}): string {
  if (nonce !== undefined && !/^[\w+/-]+={0,2}$/.test(nonce)) throw new TypeError('a nonce is base64 or base64url');
  // A text of the settings must not end the element that it stands in.
  const data = JSON.stringify(settings).replaceAll('<', '\\u003c');
  const proof = nonce === undefined ? '' : ` nonce="${nonce}"`;
  const snippet = consentMode ? CONSENT_MODE_SNIPPET : BOOT_SNIPPET;
  return `<script type="application/json" id="nest-privacy">${data}</script><script${proof}>${snippet}</script>`;
}
