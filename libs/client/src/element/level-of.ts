/** The level of the heading that an element asks for. */
export const levelOf = (element: HTMLElement, otherwise: number): number =>
  Number(/^[1-6]$/.exec(element.getAttribute('heading-level') ?? '') ?? otherwise);
