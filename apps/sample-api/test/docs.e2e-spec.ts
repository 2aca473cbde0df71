import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import Ajv from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { TEST_ADAPTERS } from '@nest-privacy/core/testing';
import { type AppProcess, startProcess } from './app-process.js';
import { faultsOf, type OpenApiDocument } from './openapi-structure.js';

const CONTRACT = [
  'get /.well-known/dnt/',
  'get /.well-known/dnt/{statusId}',
  'get /.well-known/gpc.json',
  'get /tracking-items',
  'get /admin/tracking-items',
  'post /admin/tracking-items',
  'get /admin/tracking-items/{id}',
  'patch /admin/tracking-items/{id}',
  'delete /admin/tracking-items/{id}',
  'get /admin/tokens/{id}',
  'get /consent',
  'post /consent',
  'delete /consent',
  'get /consent/records',
  'get /consent/records/{id}',
  'get /admin/consent/records',
  'post /analytics/events',
  'get /admin/analytics/aggregate',
  'get /admin/analytics/timeseries',
  'get /admin/analytics/breakdown',
  'get /metrics',
  'get /health/live',
  'get /health/ready',
];

/** Rules that do not hold here, and why. */
const EXPLAINED: readonly (readonly [rule: RegExp, reason: string])[] = [
  [/^no-path-trailing-slash .*dnt~1:/, 'W3C TPE, section 7.5.2, has the slash'],
  [
    /^operation-4xx-response .*(health|dnt~1\/|gpc\.json|consent-ledger\.json|\/~1privacy~1requests\/get|analytics~1exclusion\/get)/,
    'takes no input that could be refused',
  ],
  [
    /^no-ambiguous-paths .*tracking-items~1\{id\}~1versions/,
    'an id is a UUID, and none of the words in its place is one',
  ],
];

describe.each(TEST_ADAPTERS)('the description of the API on %s', (adapter) => {
  let app: AppProcess;
  let document: OpenApiDocument;

  beforeAll(async () => {
    app = await startProcess({ HTTP_ADAPTER: adapter });
    document = (await (await fetch(`${app.url}/docs-json`)).json()) as OpenApiDocument;
  });
  afterAll(() => app.stop());

  const routes = (): string[] =>
    Object.entries(document.paths).flatMap(([path, item]) => Object.keys(item).map((method) => `${method} ${path}`));

  it('names every route of the contract', () => {
    expect(routes()).toEqual(expect.arrayContaining(CONTRACT));
  });

  it('is a sound OpenAPI 3.1 document', () => {
    expect(faultsOf(document)).toEqual([]);
  });

  it('passes the recommended rules of Redocly, with the exceptions that are explained', () => {
    const linter = join(__dirname, 'lint-openapi.mjs');
    const told = JSON.parse(
      execFileSync(process.execPath, [linter], { input: JSON.stringify(document), encoding: 'utf8' }),
    ) as string[];
    expect(told.filter((line) => !EXPLAINED.some(([pattern]) => pattern.test(line)))).toEqual([]);
    expect(EXPLAINED.filter(([pattern]) => !told.some((line) => pattern.test(line)))).toEqual([]);
  });

  it('has examples that its schemas allow, and no parameter or header without a word', () => {
    const ajv = new Ajv({ strict: false });
    addFormats.default(ajv);
    ajv.addSchema({ $id: 'document', components: document.components });
    const faults: string[] = [];
    /** Ajv compiles an object once, and most places name one of few schemas. */
    const known = new Map<string, object>();
    const resolve = (schema: unknown): object => {
      const text = JSON.stringify(schema).replaceAll('"#/components/', '"document#/components/');
      if (!known.has(text)) known.set(text, JSON.parse(text) as object);
      return known.get(text)!;
    };
    const visit = (part: unknown, place: string): void => {
      if (typeof part !== 'object' || part === null) return;
      const { schema, examples, example, name, description } = part as Record<string, unknown>;
      if (schema !== undefined) {
        const resolved = resolve(schema);
        const values = [
          ...Object.values((examples ?? {}) as Record<string, { value: unknown }>).map(({ value }) => value),
          ...(example === undefined ? [] : [example]),
        ];
        for (const value of values) if (!ajv.validate(resolved, value)) faults.push(`${place}: ${ajv.errorsText()}`);
        const isNamed = name !== undefined || /\/headers\/[^/]+$/.test(place);
        if (isNamed && !description) faults.push(`${place} is not described`);
      }
      for (const [key, child] of Object.entries(part)) visit(child, `${place}/${key}`);
    };
    visit(document.paths, '');
    expect(faults).toEqual([]);
    expect(JSON.stringify(document)).not.toContain('bearerFormat');
  });

  it('names no route that does not exist', async () => {
    for (const route of routes()) {
      const [method, path] = route.split(' ') as [string, string];
      const target =
        app.url + path.replace('{statusId}', '').replace(/\{\w+\}/, '01890a5d-ac96-774b-bcce-b302099a8057');
      const response = await fetch(target, { method: method.toUpperCase(), headers: { Accept: 'application/json' } });
      const { code } = (await response.json().catch(() => ({}))) as { code?: string };
      expect({ route, code }).not.toEqual({ route, code: 'NOT_FOUND' });
    }
  });

  it('describes queries and bodies by their rules', () => {
    const { parameters } = document.paths['/admin/analytics/timeseries']!.get!;
    expect(parameters).toContainEqual(expect.objectContaining({ name: 'from', in: 'query', required: true }));
    expect(parameters).toContainEqual(
      expect.objectContaining({ name: 'interval', schema: expect.objectContaining({ enum: expect.any(Array) }) }),
    );
    expect(document.components.schemas!.AdminTokenDraft).toMatchObject({ required: ['label', 'scopes'] });
    expect(Object.keys(document.paths['/consent']!.post!.requestBody!.content)).toEqual([
      'application/json',
      'text/plain',
      'application/x-www-form-urlencoded',
    ]);
  });

  it('has a page that loads nothing from elsewhere', async () => {
    const response = await fetch(`${app.url}/docs`);
    const page = await response.text();
    expect(response.status).toBe(200);
    const assets = [...page.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, address]) => address!);
    expect(assets.length).toBeGreaterThan(2);
    for (const asset of assets) {
      const address = new URL(asset, `${app.url}/docs`);
      expect(address.origin).toBe(app.url);
      expect((await fetch(address)).status).toBe(200);
    }
    expect(page).not.toMatch(/<script(?![^>]*\bsrc=)[^>]*>/);
    expect(response.headers.get('content-security-policy')).toContain("script-src 'self'");
  });
});
