import fc from 'fast-check';
import { linesOf } from './foreign-consent.js';
import { hostile, mutated, mutation, seldom, whole } from './mutation.js';
import { type Operation } from './schema.js';
import { type SchemaArbitrary } from './schema-arbitrary.js';

/** A body as it is sent; characters are bytes (ISO 8859-1) where `latin1` says so. */
export interface FuzzBody {
  readonly type: string;
  readonly text: string;
  readonly encoding: 'utf8' | 'latin1';
}

const DEEP = 6_000;

/** What is done to JSON that only its text can show. */
const TEXT_MUTATIONS: readonly ((text: string) => string)[] = [
  (text) => text.slice(0, Math.floor(text.length / 2)),
  (text) => `${text}${text}`,
  (text) => `\ufeff${text}`,
  (text) => text.replace(/\d+/, '1e999'),
  (text) => text.replace(/^\{("(?:[^"\\]|\\.)*":)/, '{$1null,$1'),
  (text) => text.replace(/"([A-Z])/, (_all, letter: string) => `"\\u00${letter.charCodeAt(0).toString(16)}`),
  () => '[',
  () => '',
  () => '['.repeat(DEEP) + ']'.repeat(DEEP),
  () => '{"a":'.repeat(DEEP / 2) + '1' + '}'.repeat(DEEP / 2),
];

const jsonText = (value: fc.Arbitrary<unknown>): fc.Arbitrary<FuzzBody> =>
  fc
    .tuple(
      fc.oneof(
        { weight: 5, arbitrary: value },
        {
          weight: 6,
          arbitrary: fc
            .tuple(value, fc.array(mutation, { minLength: 1, maxLength: 3 }))
            .map(([valid, mutations]) => mutations.reduce(mutated, valid)),
        },
        { weight: 1, arbitrary: hostile },
      ),
      seldom(fc.constantFrom(...TEXT_MUTATIONS)),
      fc.constantFrom<('utf8' | 'latin1')[]>('utf8', 'utf8', 'utf8', 'utf8', 'utf8', 'utf8', 'latin1'),
    )
    .map(([content, change, encoding]) => {
      const text = JSON.stringify(content) ?? '';
      return { type: 'application/json', text: change ? change(text) : text, encoding };
    });

/** What members of a form are as text. */
const fieldOf = (value: unknown): string => (typeof value === 'string' ? whole(value) : JSON.stringify(value));

const formText = (value: fc.Arbitrary<unknown>): fc.Arbitrary<FuzzBody> =>
  fc.tuple(value, fc.array(mutation, { maxLength: 2 })).map(([valid, mutations]) => {
    const form = mutations.reduce(mutated, valid);
    const fields = Object.entries(typeof form === 'object' && form !== null ? form : { form });
    const text = fields.map(
      ([name, field]) => `${encodeURIComponent(whole(name))}=${encodeURIComponent(fieldOf(field))}`,
    );
    return { type: 'application/x-www-form-urlencoded', text: text.join('&'), encoding: 'utf8' };
  });

const ODD_TYPES = ['application/xml', 'text/plain', 'application/json; charset=utf-7', 'multipart/form-data', '/', 'x'];

/** The bodies of an operation: such as its schemas describe, mutated ones, and some under the name of another type. */
export function bodyOf(operation: Operation, schemas: SchemaArbitrary): fc.Arbitrary<FuzzBody | undefined> {
  const content = Object.entries(operation.requestBody?.content ?? {});
  if (content.length === 0) return seldom(jsonText(hostile));
  const bodies = content.map(
    ([type, { schema }]) =>
      linesOf(type) ??
      (type === 'application/x-www-form-urlencoded'
        ? formText(schemas.of(schema))
        : jsonText(schemas.of(schema)).map((body) => ({ ...body, type }))),
  );
  return fc
    .tuple(fc.oneof(...bodies), seldom(fc.constantFrom(...ODD_TYPES)))
    .map(([body, type]) => ({ ...body, type: type ?? body.type }));
}
