/** The attribute of elements that wait: the categories of which all must be allowed, separated by spaces. */
export const OWN = 'data-consent';

const JAVASCRIPT = /^(module|(text|application)\/javascript)?$/i;

/**
 * Whether it is a script that would run: data and import maps are left alone, and what is meant for browsers without modules.
 *
 * @param attribute where its type is written
 */
export const isRunnable = (script: HTMLScriptElement, attribute: string): boolean =>
  !script.noModule && JAVASCRIPT.test(script.getAttribute(attribute) ?? '');

/** All below a node that may wait, in the order of the document. */
export const findParked = (within: ParentNode, attributes: readonly string[]): Element[] =>
  [
    ...within.querySelectorAll(
      `:is(script[type="text/plain"],template,iframe,img):is(${attributes.map((name) => `[${name}]`).join()})`,
    ),
  ].filter((element) => !(element instanceof HTMLScriptElement) || isRunnable(element, 'data-type'));

/** The categories of which all must be allowed, by the first of the attributes that is there; none is never. */
export function needsOf(
  element: Element,
  attributes: readonly string[],
  categoryOf: (name: string, attribute: string) => string,
): string[] {
  const attribute = attributes.find((name) => element.hasAttribute(name)) ?? OWN;
  const names = element.getAttribute(attribute)?.match(/[^\s,]+/g) ?? [];
  return attribute === OWN ? names : names.map((name) => categoryOf(name, attribute));
}
