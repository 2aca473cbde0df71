/** The attribute of elements that wait: the categories of which all must be allowed, separated by spaces. */
export const OWN = 'data-consent';

/** How attributes are read: the categories that the names in them mean. */
export type Readings = Readonly<Record<string, (name: string) => string>>;

/** All below a node that may wait, in the order of the document. Data and import maps are left alone, and what is meant for browsers without modules. */
export const findParked = (within: ParentNode, readings: Readings): Element[] => [
  ...within.querySelectorAll(
    `:is(script[type="text/plain"]:not([nomodule],[data-type*=json],[data-type*=map]),template,iframe,img):is([${Object.keys(readings).join('],[')}])`,
  ),
];

/**
 * The categories of which all must be allowed, by the first of the attributes that is there; where there is none, where it is empty, and where the page's own
 * reading of it fails, none.
 */
export function needsOf(element: Element, readings: Readings): string[] {
  const [attribute, categoryOf] = Object.entries(readings).find(([name]) => element.hasAttribute(name)) ?? [];
  try {
    return (
      element
        .getAttribute(attribute!)
        ?.match(/[^\s,]+/g)
        ?.map((name) => categoryOf!(name)) ?? []
    );
  } catch (fault) {
    reportError(fault);
    return [];
  }
}
