/** Whether an element, or something in it, is what a visitor would touch in the middle of a box, at a height of the window. */
export const isOnTop = (element: Element, { left, width }: DOMRect, y: number): boolean =>
  element.contains(document.elementFromPoint(left + width / 2, y));
