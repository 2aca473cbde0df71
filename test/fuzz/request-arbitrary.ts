import fc from 'fast-check';
import { bodyOf, type FuzzBody } from './body-arbitrary.js';
import { foreignCookie } from './foreign-consent.js';
import { hostile, whole } from './mutation.js';
import { type ApiDocument, type Operation } from './schema.js';
import { SchemaArbitrary } from './schema-arbitrary.js';

/** A request, in which words between tildes stand for what is alive in the application under test. */
export interface FuzzRequest {
  /** As the document names it: `post /consent`. */
  readonly route: string;
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly bearer: 'none' | 'full' | 'reader' | 'forged';
  readonly visitor: 'none' | 'granting' | 'refusing' | 'former' | 'tampered' | 'mixed' | 'endless';
  readonly body?: FuzzBody | undefined;
}

const inPath = (value: unknown): string =>
  encodeURIComponent(whole(typeof value === 'string' ? value : JSON.stringify(value)));
/** What escapes cannot say of text. */
const ODD_ESCAPES = ['%', '%zz', '%ff', '%c0%af', '%ed%a0%80', '%00', '..%2f..', ';', '//'];

const segment = (value: fc.Arbitrary<unknown>): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 24, arbitrary: value.map(inPath) },
    { weight: 3, arbitrary: hostile.map(inPath) },
    { weight: 1, arbitrary: fc.constantFrom(...ODD_ESCAPES) },
  );

function pathOf(template: string, operation: Operation, schemas: SchemaArbitrary): fc.Arbitrary<string> {
  const parameters = operation.parameters ?? [];
  const names = [...template.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!);
  // An id means nothing without the thing whose id it is.
  const thing = /([\w-]+)\/\{/.exec(template)?.[1] ?? '';
  const values = names.map((name) =>
    segment(schemas.of(parameters.find((one) => one.name === name)!.schema, name, thing)),
  );
  return fc
    .tuple(...values)
    .map((filled) => filled.reduce((path, value) => path.replace(/\{\w+\}/, () => value), template));
}

function queryOf(template: string, operation: Operation, schemas: SchemaArbitrary): fc.Arbitrary<string> {
  const thing = template.slice(template.lastIndexOf('/') + 1);
  const declared = (operation.parameters ?? []).filter((parameter) => parameter.in === 'query');
  const pairs = declared.map(({ name, required, schema }) => {
    const pair = segment(schemas.of(schema, name, thing)).map((value) => [`${name}=${value}`]);
    const present = required === true ? 30 : 1;
    return fc.oneof({ weight: present, arbitrary: pair }, { weight: 1, arbitrary: fc.constant([]) });
  });
  const odd = fc.array(
    fc.constantFrom('x=1', 'limit=1&limit=2', '__proto__=1', 'limit[]=1', '=', '&&', 'a%5b__proto__%5d=1'),
    {
      maxLength: 1,
      size: 'small',
    },
  );
  const extra = fc.oneof({ weight: 12, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: odd });
  return fc.tuple(fc.tuple(...pairs), extra).map(([known, unknown]) => {
    const query = [...known.flat(), ...unknown].join('&');
    return query === '' ? '' : `?${query}`;
  });
}

/** Visible characters, and bytes that are none: what may stand in a header at all. */
const headerText = fc.oneof(
  fc.string({
    unit: fc
      .integer({ min: 0x20, max: 0xff })
      .filter((code) => code !== 0x7f)
      .map((code) => String.fromCharCode(code)),
  }),
  fc.constantFrom('x'.repeat(3_000), '*', '"', '1', ',,,', '\u00ff', '=;=;', 'null'),
);

/** A header that is there sometimes; once in a while it says something odd. */
const header = (name: string, presence: number, ...usual: string[]): fc.Arbitrary<Record<string, string>> =>
  fc.oneof(
    { weight: presence, arbitrary: fc.constantFrom(...usual).map((value) => ({ [name]: value })) },
    { weight: 10 - presence, arbitrary: fc.constant({}) },
    { weight: 1, arbitrary: headerText.map((value) => ({ [name]: value })) },
  );

const headers: fc.Arbitrary<Record<string, string>> = fc
  .tuple(
    // A client of its own for each request: what limits one of them is not what is looked for.
    fc.oneof(
      { weight: 30, arbitrary: fc.ipV4().map((address) => ({ 'X-Forwarded-For': address })) },
      { weight: 1, arbitrary: headerText.map((value) => ({ 'X-Forwarded-For': value })) },
    ),
    header('Origin', 8, 'http://~host~'),
    header('Sec-Fetch-Site', 1, 'same-origin', 'cross-site'),
    header('If-Match', 8, '~etag~', '~draft~', '*', '"1"'),
    header('If-None-Match', 1, '*', 'W/"x"'),
    header('Idempotency-Key', 2, '0198c0de-0000-7000-8000-000000000001', 'key'),
    header('Accept-Language', 2, 'en', 'de;q=0.5, *;q=0.1'),
    header('User-Agent', 8, 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0'),
    header('DNT', 1, '1', '0'),
    header('Sec-GPC', 1, '1'),
    header('Accept', 2, 'application/json', 'text/html'),
    header('Referer', 1, 'http://~host~/', 'https://evil.example/'),
    header('X-Request-Id', 1, 'trace-1'),
    // Of a proxy that is trusted: it says nothing odd.
    fc.constantFrom({}, {}, {}, {}, {}, { 'X-User': 'ada@example.com' }),
    header('Audit-Reason', 1, 'ticket 4711'),
    header('Privacy-Request-Token', 1, '~ticket~'),
    // Of whoever has no cookie of ours.
    fc.oneof(
      { weight: 1, arbitrary: foreignCookie.map((Cookie) => ({ Cookie })) },
      { weight: 1, arbitrary: fc.constant({}) },
    ),
    header('Forwarded', 0, 'for=203.0.113.1'),
    header('X-Forwarded-Host', 0, 'evil.example'),
    header('X-Forwarded-Proto', 1, 'https', 'http'),
  )
  .map((parts) => Object.assign({}, ...parts) as Record<string, string>);

const bearerOf = (path: string): fc.Arbitrary<FuzzRequest['bearer']> =>
  path.startsWith('/admin/')
    ? fc.constantFrom('full', 'full', 'full', 'full', 'full', 'full', 'reader', 'forged', 'none')
    : fc.constantFrom('none', 'none', 'none', path.startsWith('/privacy/') ? 'full' : 'none');

const visitor = fc.constantFrom<FuzzRequest['visitor'][]>(
  'none',
  'none',
  'granting',
  'granting',
  'refusing',
  'former',
  'tampered',
  'mixed',
  'endless',
);

const methodOf = (method: string): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 30, arbitrary: fc.constant(method.toUpperCase()) },
    { weight: 1, arbitrary: fc.constantFrom('GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS') },
  );

/** One request to each operation of a document. */
export function requestToEach(document: ApiDocument): fc.Arbitrary<FuzzRequest[]> {
  const schemas = new SchemaArbitrary(document);
  const operations = Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) =>
      fc.record({
        route: fc.constant(`${method} ${path}`),
        method: methodOf(method),
        path: fc
          .tuple(pathOf(path, operation, schemas), queryOf(path, operation, schemas))
          .map((parts) => parts.join('')),
        headers,
        bearer: bearerOf(path),
        visitor,
        body: bodyOf(operation, schemas),
      }),
    ),
  );
  return fc.tuple(...operations);
}
