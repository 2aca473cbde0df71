const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** What may stand in a template: text is escaped, `false` and `null` show nothing. */
export type MarkupValue = string | number | false | null | Markup | readonly MarkupValue[];

const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (character) => ENTITIES[character]!);

function written(value: MarkupValue): string {
  if (value === false || value === null) return '';
  if (value instanceof Markup) return value.toString();
  return typeof value === 'object' ? value.map(written).join('') : escaped(String(value));
}

/**
 * A piece of HTML that is safe to write as it stands: its tags are those of this package's templates, and every text in it was escaped. Nothing but a template makes
 * one, so that no text of a notice, of a catalogue or of a visitor becomes a tag.
 */
export class Markup {
  /** Nothing at all. */
  static readonly NONE = new Markup('');

  private constructor(private readonly text: string) {}

  /** A template; its values are escaped, for text and for quoted attributes. */
  static of(literals: TemplateStringsArray, ...values: readonly MarkupValue[]): Markup {
    return new Markup(literals.map((literal, i) => literal + (i < values.length ? written(values[i]!) : '')).join(''));
  }

  /** A block of data that no browser runs, for scripts to read by its id. */
  static data(id: string, value: unknown): Markup {
    // `</script>` and `<!--` are all that could end the block, or begin a comment in it (HTML, "restrictions for contents of script elements").
    const json = JSON.stringify(value).replaceAll('<', String.raw`\u003c`);
    return new Markup(`<script type="application/json" id="${escaped(id)}">${json}</script>`);
  }

  /** Whether there is nothing to be shown. */
  get isEmpty(): boolean {
    return this.text === '';
  }

  /** The HTML, for template engines that write text as it stands. */
  toString(): string {
    return this.text;
  }

  /** The same under the name by which Handlebars knows what it need not escape. */
  toHTML(): string {
    return this.text;
  }
}

/** {@link Markup.of} as the tag of a template. */
export const markup = (literals: TemplateStringsArray, ...values: readonly MarkupValue[]): Markup =>
  Markup.of(literals, ...values);
