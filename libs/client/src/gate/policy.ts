/** What makes of strings what the sinks of scripts take; the browser's types are opaque, and stand for strings here. */
export interface Policy {
  createScriptURL(url: string): string;
  createScript(text: string): string;
}

const STRINGS: Policy = { createScriptURL: (url) => url, createScript: (text) => text };
const page = globalThis as { trustedTypes?: { createPolicy(name: string, rules: Policy): Policy } };

/**
 * A Trusted Types policy, or, where none is wished for or the browser knows none, strings as they are.
 *
 * @param name with `none` none is made
 * @throws TypeError where the page does not allow it
 */
export const policyOf = (name: string | undefined): Policy =>
  (name && name !== 'none' && page.trustedTypes?.createPolicy(name, STRINGS)) || STRINGS;
