/** The attribute of elements that wait: the categories of which all must be allowed, separated by spaces. */
export const OWN = 'data-consent';

/**
 * Whether it is a script that would run: data and import maps are left alone, and what is meant for browsers without modules.
 *
 * @param attribute where its type is written
 */
export const isRunnable = (script: Element, attribute: string): script is HTMLScriptElement =>
  script instanceof HTMLScriptElement &&
  !script.noModule &&
  /^$|script|module/i.test(script.getAttribute(attribute) ?? '');

/** How attributes are read: the categories that the names in them mean. */
export type Readings = Readonly<Record<string, (name: string) => string>>;

/** All below a node that may wait, in the order of the document. */
export const findParked = (within: ParentNode, readings: Readings): Element[] =>
  [
    ...within.querySelectorAll(
      `:is(script[type="text/plain"],template,iframe,img):is([${Object.keys(readings).join('],[')}])`,
    ),
  ].filter((element) => element.localName !== 'script' || isRunnable(element, 'data-type'));

/** The categories of which all must be allowed, by the first of the attributes that is there; none is never. */
export function needsOf(element: Element, readings: Readings): string[] {
  const [attribute, categoryOf] = Object.entries(readings).find(([name]) => element.hasAttribute(name))!;
  return (
    element
      .getAttribute(attribute)!
      .match(/[^\s,]+/g)
      ?.map((name) => categoryOf(name)) ?? []
  );
}
