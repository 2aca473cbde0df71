/** What an attribute is set to: `true` stands for an empty one, `false`, `null` and `undefined` for none. */
export type Attributes = Readonly<Record<string, string | number | boolean | null | undefined>>;

/** What stands in an element: texts are text, never markup; what is empty is left out. */
export type Child = Node | string | false | null | undefined | readonly Child[];

/** Makes an element. Names of elements and attributes are ours; whatever a notice says goes into values and texts alone. */
export function h<K extends keyof HTMLElementTagNameMap>(
  name: K,
  attributes: Attributes,
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if ((value ?? false) !== false) element.setAttribute(key, value === true ? '' : String(value));
  }
  element.append(...(children.flat(9).filter(Boolean) as (Node | string)[]));
  return element;
}

/** The paragraphs of a text whose line breaks end them. */
export const paragraphs = (text: string): readonly Child[] =>
  text.split(/[\r\n]+/).map((line) => line.trim() && h('p', {}, line.trim()));
