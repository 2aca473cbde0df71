import fc from 'fast-check';
import { type ApiDocument, type Schema } from './schema.js';
import { HINTS, LOOKALIKES, NAMES } from './words.js';

const PREFIX = '#/components/schemas/';
const LONGEST_LIST = 3;
/** How often a schema may stand within itself, as filters do. */
const DEEPEST = 2;

/** Makes values that fit the schemas of a document. */
export class SchemaArbitrary {
  /** By name, how often a schema is being made within itself. */
  private readonly open = new Map<string, number>();

  constructor(private readonly document: ApiDocument) {}

  /**
   * @param name of the member that holds the value
   * @param owner what the member is of: a schema, or a part of a path
   */
  of(schema: Schema, name = '', owner = ''): fc.Arbitrary<unknown> {
    const hints = HINTS[`${owner}.${name}`] ?? HINTS[name];
    const lookalikes = LOOKALIKES[name] ?? [];
    return fc.oneof(
      { weight: hints ? 1 : 10, arbitrary: this.plain(schema) },
      { weight: hints ? 9 : 0, arbitrary: fc.constantFrom(...(hints ?? [null])) },
      { weight: lookalikes.length > 0 ? 2 : 0, arbitrary: fc.constantFrom(...lookalikes, null) },
    );
  }

  private plain(schema: Schema): fc.Arbitrary<unknown> {
    if (schema.$ref !== undefined) return this.named(schema.$ref.slice(PREFIX.length));
    const choices = schema.oneOf ?? schema.anyOf;
    if (choices) return fc.oneof(...choices.map((choice) => this.of(choice)));
    if (schema.enum) return fc.constantFrom(...schema.enum);
    const types = [schema.type ?? 'object'].flat();
    return fc.oneof(...types.map((type) => this.ofType(type, schema)));
  }

  private named(name: string): fc.Arbitrary<unknown> {
    const schema = this.document.components.schemas[name]!;
    const depth = this.open.get(name) ?? 0;
    if (depth > DEEPEST) return fc.constant({});
    this.open.set(name, depth + 1);
    const value = schema.properties ? this.object(schema, name) : this.of(schema);
    this.open.set(name, depth);
    return value;
  }

  private ofType(type: string, schema: Schema): fc.Arbitrary<unknown> {
    const { minimum: min = -1_000, maximum: max = 2 ** 31 - 1, minItems: minLength = 0 } = schema;
    switch (type) {
      case 'null':
        return fc.constant(null);
      case 'boolean':
        return fc.boolean();
      case 'integer':
      case 'number':
        return fc.integer({ min, max });
      case 'array':
        return fc.array(this.of(schema.items ?? {}), {
          minLength,
          maxLength: Math.min(schema.maxItems ?? LONGEST_LIST, LONGEST_LIST),
        });
      case 'object':
        return this.object(schema);
      default:
        return text(schema);
    }
  }

  private object(
    { properties = {}, required = [], additionalProperties }: Schema,
    owner?: string,
  ): fc.Arbitrary<unknown> {
    if (additionalProperties)
      return fc.dictionary(fc.constantFrom(...NAMES), this.of(additionalProperties), { maxKeys: LONGEST_LIST });
    // With all that may be said, something is nearly always wrong.
    const leftOut = Math.ceil((Object.keys(properties).length - required.length) / 3);
    const members = Object.entries(properties).map(([name, schema]) => {
      const member = this.of(schema, name, owner).map((value) => ({ [name]: value }));
      const none = { weight: required.includes(name) ? 0 : leftOut, arbitrary: fc.constant({}) };
      return fc.oneof({ weight: 1, arbitrary: member }, none);
    });
    return fc.tuple(...members).map((parts) => Object.assign({}, ...parts) as object);
  }
}

function text({ format = 'any', pattern, minLength = 0, maxLength = 60 }: Schema): fc.Arbitrary<string> {
  if (pattern !== undefined) return fc.stringMatching(new RegExp(pattern));
  switch (format) {
    case 'uuid':
      return fc.uuid();
    case 'date':
      return fc.constantFrom('2026-11-01', '2026-11-30');
    case 'date-time':
      return fc.constantFrom('2026-11-01T00:00:00Z', '2026-11-30T23:59:59.999+01:00');
    case 'uri':
      return fc.webUrl();
    default:
      return fc.string({ minLength, maxLength: Math.min(maxLength, 60), unit: 'grapheme' });
  }
}
