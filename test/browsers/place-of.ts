/** Where a pointer meets an element, in CSS pixels of what is in view. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

/**
 * Runs in a page: brings an element into view and says where it is, or nothing as long as it is not there, not visible, inert or under something else. It needs
 * neither frames nor timers, for where scripting is off there are none.
 */
export function placeOf(selector: string): Place | undefined {
  const element = document.querySelector(selector);
  if (!element) return undefined;
  element.scrollIntoView({ block: 'nearest', inline: 'nearest', behavior: 'instant' });
  // A link that is broken over lines has several boxes, and nothing of it may be in the middle of them.
  const box = element.getClientRects()[0];
  if (!box || box.width === 0 || box.height === 0) return undefined;
  const place = { x: box.left + box.width / 2, y: box.top + box.height / 2 };
  const met = document.elementFromPoint(place.x, place.y);
  return element.contains(met) || met?.closest('label')?.contains(element) ? place : undefined;
}
