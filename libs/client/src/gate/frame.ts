import { reinsert } from './reinsert.js';

/** Loads an image, or a frame that is empty, which adds nothing to the history. */
export function show(element: HTMLIFrameElement | HTMLImageElement): void {
  const address = element.getAttribute('data-src') ?? element.getAttribute('data-cookieblock-src') ?? '';
  // Sanitizers let data attributes pass, and an address can be a script.
  if (/^https?:$/.test(new URL(address, document.baseURI).protocol)) element.src = address;
}

/** Empties a frame while it is out of the document: to change the address of one that is in adds to the history. */
export const empty = (frame: HTMLIFrameElement): void =>
  reinsert(frame, () => {
    frame.removeAttribute('src');
    return frame;
  });
