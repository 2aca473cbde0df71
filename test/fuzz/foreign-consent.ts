import fc from 'fast-check';
import { type FuzzBody } from './body-arbitrary.js';
import { hostile, mutated, mutation, seldom } from './mutation.js';

const GIVEN_AT = ['2026-03-01T09:30:00Z', 1_740_000_000_000, '2999-01-01T00:00:00Z', null];
const REFERENCES = ['f3b0c6', 'somebody', '\u0000', 'x'.repeat(128), 'x'.repeat(129), null];
const ANSWERS = ['granted', 'denied', '1', '0', true, false, '', 'maybe', null];

/** What other tools keep in a cookie, by its name. */
const COOKIES: readonly (readonly [name: string, value: unknown])[] = [
  ['django_privacy_mgmt_preferences', { STATISTICS: false, MARKETING: true }],
  ['cc_cookie', { categories: ['analytics'], consentTimestamp: '2026-03-01T09:30:00Z', consentId: 'f3b0c6' }],
];

const mutatedOnce = (value: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc.tuple(value, seldom(mutation)).map(([valid, change]) => (change ? mutated(valid, change) : valid));

const cookieText = (value: unknown): fc.Arbitrary<string> =>
  mutatedOnce(fc.constant(value)).map((content) => encodeURIComponent(JSON.stringify(content) ?? ''));

/** A header `Cookie` such as another tool leaves it. */
export const foreignCookie: fc.Arbitrary<string> = fc.oneof(
  ...COOKIES.map(([name, value]) => cookieText(value).map((text) => `${name}=${text}`)),
);

const line: fc.Arbitrary<Record<string, unknown>> = fc
  .record(
    {
      reference: fc.constantFrom(...REFERENCES),
      givenAt: fc.constantFrom(...GIVEN_AT),
      language: fc.constantFrom('de', 'x\u0000', null),
      STATISTICS: fc.constantFrom(...ANSWERS),
      MARKETING: fc.constantFrom(...ANSWERS),
      cookie: fc.oneof(...COOKIES.map(([, value]) => cookieText(value))),
      choices: fc.constantFrom({ STATISTICS: true, MARKETING: false }, { STATISTICS: 'x' }),
    },
    { requiredKeys: ['reference', 'STATISTICS'] },
  )
  .map((members) => ({ ...members }));

const lines = fc.array(line, { minLength: 1, maxLength: 5 });

const ndjson: fc.Arbitrary<string> = fc
  .tuple(mutatedOnce(lines), seldom(hostile))
  .map(([content, odd]) => [...(Array.isArray(content) ? (content as unknown[]) : [content]), odd])
  .map((all) => all.map((one) => JSON.stringify(one) ?? '').join('\n'));

const cell = (value: unknown): string => {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

const csv: fc.Arbitrary<string> = fc
  .tuple(lines, seldom(fc.constantFrom('"', 'a,b,c,d,e,f,g,h', '\u0000', '\ufeff')))
  .map(([rows, odd]) => {
    const columns = Object.keys(rows[0]!);
    const table = [columns, ...rows.map((row) => columns.map((name) => row[name] ?? ''))];
    return [...table.map((row) => row.map(cell).join(',')), odd ?? ''].join('\r\n');
  });

const TEXTS: ReadonlyMap<string, fc.Arbitrary<string>> = new Map([
  ['application/x-ndjson', ndjson],
  ['text/csv', csv],
]);

/** A body of lines of this media type, each what another tool kept of somebody; `undefined` of a type that has no lines. */
export const linesOf = (type: string): fc.Arbitrary<FuzzBody> | undefined =>
  TEXTS.get(type)?.map((text) => ({ type, text, encoding: 'utf8' }));
