import { Markup } from '@nest-privacy/consent';

/** Markup that is sent as it stands: nothing but a template makes any. */
export type Html = Markup;

/** What may stand in a template; text is escaped, `false` and `null` show nothing. */
export type HtmlValue = Parameters<typeof Markup.of>[1];

/** A template whose values are escaped, for text and for quoted attributes. */
export const html = (literals: TemplateStringsArray, ...values: readonly HtmlValue[]): Html =>
  Markup.of(literals, ...values);
