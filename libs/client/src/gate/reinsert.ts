/** Takes an element out, and puts what becomes of it, which may be itself, in its place. */
export function reinsert(element: Element, change: () => Element): void {
  const place = new Comment();
  element.replaceWith(place);
  place.replaceWith(change());
}
