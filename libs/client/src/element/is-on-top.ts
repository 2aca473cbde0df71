/** Whether an element, or something in it, is what a visitor would touch at a place of the window. */
export const isOnTop = (element: Element, x: number, y: number): boolean =>
  element.contains(document.elementFromPoint(x, y));
