import { tried } from '../transport/tried.js';

/**
 * An address as it is where it leads to a page of http or https; otherwise, and of none, `undefined`. Sanitizers let data attributes and unknown elements pass, and an
 * address can be a script.
 */
export const httpUrl = (address: string | undefined): string | undefined =>
  tried(() => /^https?:$/.test(new URL(address!, document.baseURI).protocol)) ? address : undefined;
