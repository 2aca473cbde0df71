import { type GateStatus } from './gate.options.js';
import { httpUrl } from './http-url.js';
import { reinsert } from './reinsert.js';

/** Loads an image, or a frame that is empty, which adds nothing to the history. An address that is none of http(s) fails. */
export function show(element: HTMLIFrameElement | HTMLImageElement): GateStatus {
  const address = httpUrl(element.getAttribute('data-src') ?? element.getAttribute('data-cookieblock-src') ?? '');
  if (address === undefined) return 'failed';
  element.src = address;
  return 'active';
}

/** Empties a frame while it is out of the document: to change the address of one that is in adds to the history. */
export const empty = (frame: HTMLIFrameElement): void =>
  reinsert(frame, () => {
    frame.removeAttribute('src');
    return frame;
  });
