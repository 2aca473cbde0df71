/** HTML as it is compared: what a browser makes of it. */
export interface Tree {
  readonly name: string;
  /** In the order of their names. */
  readonly attributes: readonly (readonly [name: string, value: string])[];
  readonly children: readonly (Tree | string)[];
}

/**
 * Runs in a page. White space counts as one blank, and for nothing between elements; buttons that are the script's to show are compared as it shows them, and a line
 * that it may show counts as not there.
 *
 * @param ignored attributes that are left out, of the outermost element
 */
export function treeOf(outermost: Element, ignored: readonly string[] = []): Tree {
  const tree = (element: Element, left: readonly string[]): Tree => ({
    name: element.localName,
    attributes: [...element.attributes]
      .map(({ name, value }) => [name, value] as const)
      .filter(([name]) => !left.includes(name) && !(name === 'hidden' && element.hasAttribute('data-np')))
      .sort(([one], [other]) => (one < other ? -1 : 1)),
    children: [...element.childNodes].flatMap((child): readonly (Tree | string)[] => {
      if (child instanceof Element) return child.matches('p.np-signal[hidden]') ? [] : [tree(child, [])];
      const text = (child.textContent ?? '').replaceAll(/[ \t\r\n\f]+/g, ' ').trim();
      return text === '' ? [] : [text];
    }),
  });
  outermost.normalize();
  return tree(outermost, ignored);
}
