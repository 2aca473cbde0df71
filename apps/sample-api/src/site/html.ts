const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escape = (text: string): string => text.replaceAll(/[&<>"']/g, (character) => ENTITIES[character]!);

const markupOf = (value: HtmlValue): string => {
  if (value === false) return '';
  if (value instanceof Html) return value.markup;
  return typeof value === 'object' ? value.map(markupOf).join('') : escape(String(value));
};

/** Markup that is sent as it stands: the author's own, or made by {@link html}. */
export class Html {
  constructor(readonly markup: string) {}
}

/** What may stand in a template; text is escaped, `false` shows nothing. */
export type HtmlValue = string | number | false | Html | readonly HtmlValue[];

/** A template whose values are escaped, for text and for quoted attributes. */
export const html = (literals: TemplateStringsArray, ...values: HtmlValue[]): Html =>
  new Html(literals.map((literal, i) => literal + (i < values.length ? markupOf(values[i]!) : '')).join(''));
