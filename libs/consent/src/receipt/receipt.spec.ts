import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { CatalogueReader } from '@nest-privacy/core';
import { canonicalSha256 } from '@nest-privacy/core/sealing';
import { TEST_ADAPTERS, testDatabases } from '@nest-privacy/core/testing';
import Ajv from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import jsonld from 'jsonld';
import { AdjustableCatalogue } from '../../test/adjustable-catalogue.js';
import { bodyOf, Browser } from '../../test/browser.js';
import { ADMIN_TOKEN, type ConsentApp, startConsentApp } from '../../test/consent-app.js';
import { CONTROLLER } from '../../test/controller.js';
import { settled } from '../../test/settled.js';
import { type ConsentModuleOptions, type ConsentRecordView, LedgerSealer } from '../index.js';
import { RECEIPT_SCHEMAS } from '../swagger/receipt.schemas.js';

const combinations = testDatabases().flatMap((database) =>
  TEST_ADAPTERS.map((adapter) => ({ database, adapter, name: database.name })),
);
const DPV = 'https://w3id.org/dpv#';
const ITEMS = [
  {
    id: 'x',
    category: 'STATISTICS',
    provider: 'Counter Ltd',
    translations: { de: { name: '_c', purpose: 'zählt Besuche' }, en: { name: '_c', purpose: 'counts visits' } },
  },
  { id: 'y', category: 'MARKETING', provider: null, translations: { de: { name: '_m', purpose: 'wirbt' } } },
];

/** Nothing is fetched to read a receipt. */
const documentLoader = (url: string): never => {
  throw new Error(`${url} would be fetched`);
};
type Node = Record<string, { '@id'?: string; '@value'?: string; '@type'?: string[] }[]> & { '@type': string[] };
const expanded = async (receipt: object): Promise<Node> =>
  ((await jsonld.expand(receipt, { documentLoader })) as unknown as Node[])[0]!;

const ajv = new Ajv({ strict: false, allErrors: true });
addFormats(ajv);
/** The members that the Kantara Consent Receipt Specification 1.1.0 requires, in its section 4. */
const isKantara = ajv.compile({
  type: 'object',
  required: [
    ...['version', 'jurisdiction', 'consentTimestamp', 'collectionMethod', 'consentReceiptID', 'piiPrincipalId'],
    ...['piiControllers', 'policyUrl', 'services', 'sensitive', 'spiCat'],
  ],
  properties: {
    version: { const: 'KI-CR-v1.1.0' },
    consentTimestamp: { type: 'integer' },
    consentReceiptID: { type: 'string', format: 'uuid' },
    piiControllers: {
      type: 'array',
      minItems: 1,
      items: { type: 'object', required: ['piiController', 'contact', 'address', 'email', 'phone'] },
    },
    policyUrl: { type: 'string', format: 'uri' },
    services: {
      type: 'array',
      minItems: 1,
      items: {
        type: 'object',
        required: ['service', 'purposes'],
        properties: {
          purposes: {
            type: 'array',
            minItems: 1,
            items: {
              type: 'object',
              required: [
                ...['purpose', 'purposeCategory', 'consentType', 'piiCategory', 'primaryPurpose', 'termination'],
                'thirdPartyDisclosure',
              ],
            },
          },
        },
      },
    },
    sensitive: { type: 'boolean' },
    spiCat: { type: 'array' },
  },
});
const isComplete = ajv.compile(RECEIPT_SCHEMAS.ConsentReceipt!);

/** By jose, which is an ES module and thus no module to Jest. */
const JOSE = `import { createLocalJWKSet, jwtVerify } from 'jose';
  const [jwt, jwks, options] = process.argv.slice(1);
  console.log(JSON.stringify(await jwtVerify(jwt, createLocalJWKSet(JSON.parse(jwks)), JSON.parse(options))));`;
async function verified(
  jwt: string,
  jwks: object,
  options: object,
): Promise<{ payload: object; protectedHeader: object }> {
  const given = [jwt, JSON.stringify(jwks), JSON.stringify(options)];
  const run = promisify(execFile);
  const { stdout } = await run(process.execPath, ['--input-type=module', '-e', JOSE, ...given], { cwd: __dirname });
  return JSON.parse(stdout) as never;
}

describe.each(combinations)('a receipt, on $name under $adapter', ({ database, adapter }) => {
  let server: ConsentApp;
  let visitor: Browser;

  const start = async (consent: Partial<ConsentModuleOptions>): Promise<void> => {
    const catalogue = new AdjustableCatalogue();
    catalogue.written.set(5, { version: 5, sha256: canonicalSha256(ITEMS), items: ITEMS });
    catalogue.held = { ...catalogue.held!, sha256: canonicalSha256(ITEMS) };
    server = await startConsentApp({
      adapter,
      database,
      providers: [{ provide: CatalogueReader, useValue: catalogue }],
      consent: { rateLimit: 'off', ...consent },
    });
    visitor = new Browser(server.url);
  };
  afterEach(() => server.close());

  const decide = async (decisions: Record<string, string>, extra = {}): Promise<ConsentRecordView> => {
    server.clock.advance(1);
    return bodyOf(await visitor.decide(decisions, { language: 'de', surface: 'banner', method: 'save', ...extra }));
  };
  const ask = (id: string, accept?: string, browser = visitor, path = '/consent/records'): Promise<Response> =>
    browser.send('GET', `${path}/${id}/receipt`, { headers: accept === undefined ? {} : { accept } });

  it('by ISO/IEC TS 27560 has every mandatory field, and is read without fetching anything', async () => {
    await start({ controller: CONTROLLER });
    const record = await decide({ STATISTICS: 'granted', MARKETING: 'denied' });
    const answer = await ask(record.id, 'application/ld+json');
    expect(answer.headers.get('content-type')).toMatch(/^application\/ld\+json/);
    expect(answer.headers.get('vary')).toContain('Accept');
    expect(answer.headers.get('cache-control')).toContain('no-store');
    const receipt = await bodyOf<object>(answer);
    expect([isComplete(receipt), isComplete.errors]).toEqual([true, null]);

    const node = await expanded(receipt);
    expect(node['@type']).toEqual([`${DPV}ConsentReceipt`]);
    expect(node['http://purl.org/dc/terms/conformsTo']).toEqual([
      { '@id': 'https://w3id.org/dpv/schema/dpv-27560#receipt' },
    ]);
    const [statistics, marketing] = node[`${DPV}hasRecordOfActivity`] as unknown as [Node, Node];
    expect(statistics[`${DPV}hasJurisdiction`]).toEqual([{ '@id': 'https://w3id.org/dpv/loc#DE' }]);
    expect(statistics[`${DPV}hasDataSubject`]).toEqual([{ '@id': `urn:uuid:${record.subjectId}` }]);
    const states = [statistics, marketing].map((one) => one[`${DPV}hasConsentStatus`]![0]!['@type']);
    expect(states).toEqual([
      [`${DPV}ConsentGiven`, `${DPV}ExpressedConsent`],
      [`${DPV}ConsentRefused`, `${DPV}ExpressedConsent`],
    ]);
    const process = statistics[`${DPV}hasProcess`]![0] as unknown as Node;
    expect(process[`${DPV}hasPurpose`]![0]).toMatchObject({
      'http://purl.org/dc/terms/description': [{ '@value': 'zählt Besuche' }],
    });
    const recipients = process[`${DPV}hasRecipient`] as unknown as Node[];
    expect(recipients.map((one) => one[`${DPV}hasName`]![0]!['@value'])).toEqual([
      'Example GmbH',
      'Hosting AG',
      'Counter Ltd',
    ]);
  });

  it('tells of a withdrawal, and of whoever expressed it for the visitor', async () => {
    await start({ controller: () => CONTROLLER });
    await decide({ STATISTICS: 'granted' }, { actor: 'guardian' });
    server.clock.advance(1);
    const withdrawal = await bodyOf<ConsentRecordView>(await visitor.send('DELETE', '/consent'));
    const { items } = await bodyOf<{ items: ConsentRecordView[] }>(await visitor.send('GET', '/consent/records'));
    const nodes = await Promise.all(items.map(async ({ id }) => expanded(await bodyOf<object>(await ask(id)))));
    const statusOf = (node: Node): Node => {
      const [record] = node[`${DPV}hasRecordOfActivity`] as unknown as Node[];
      return record![`${DPV}hasConsentStatus`]![0] as unknown as Node;
    };
    expect(items[0]!.id).toBe(withdrawal.id);
    expect(statusOf(nodes[0]!)['@type'][0]).toBe(`${DPV}ConsentWithdrawn`);
    expect(statusOf(nodes[0]!)[`${DPV}isIndicatedBy`]).toEqual([{ '@id': `${DPV}DataSubject` }]);
    expect(statusOf(nodes[1]!)[`${DPV}isIndicatedBy`]).toEqual([{ '@id': `${DPV}GuardianOfDataSubject` }]);
  });

  it('names nothing given or refused in the record that a signal was applied', async () => {
    await start({ controller: CONTROLLER });
    await decide({ STATISTICS: 'granted', MARKETING: 'denied' });
    server.clock.advance(1);
    await visitor.decide({ STATISTICS: 'granted' }, {}, { 'sec-gpc': '1' });
    const { items } = await bodyOf<{ items: ConsentRecordView[] }>(await visitor.send('GET', '/consent/records'));
    const signal = items.find(({ eventType }) => eventType === 'signal-applied')!;
    expect(signal.decisions).toEqual({ STATISTICS: 'granted', MARKETING: 'denied' });
    expect(await bodyOf(await ask(signal.id))).toMatchObject({ 'dpv:hasRecordOfActivity': [] });
  });

  it('by the Kantara Initiative is a JWT that the published keys verify', async () => {
    const seal = {
      keys: ['a-key-of-tests-that-is-long-enough-00000001'],
      interval: 'off',
      checkInterval: 'off',
    } as const;
    await start({ controller: CONTROLLER, seal });
    const record = await decide({ STATISTICS: 'granted', MARKETING: 'denied' });
    await settled(server.source);
    await server.app.get(LedgerSealer).seal();
    const answer = await ask(record.id, 'application/jwt');
    expect([answer.status, answer.headers.get('content-type')]).toEqual([
      200,
      expect.stringMatching(/^application\/jwt/),
    ]);
    const jwks = await bodyOf<{ keys: { kid: string }[] }>(
      await visitor.send('GET', '/.well-known/consent-ledger.json'),
    );
    const { payload, protectedHeader } = await verified(await answer.text(), jwks, {
      issuer: CONTROLLER.url,
      subject: record.subjectId,
      typ: 'JWT',
    });
    expect(protectedHeader).toEqual({ alg: 'EdDSA', typ: 'JWT', kid: jwks.keys[0]!.kid });
    expect([isKantara(payload), isKantara.errors]).toEqual([true, null]);
    expect(payload).toMatchObject({
      version: 'KI-CR-v1.1.0',
      jurisdiction: 'DE',
      consentTimestamp: Math.floor(Date.parse(record.receivedAt) / 1_000),
      collectionMethod: 'web: banner: save',
      language: 'de',
      services: [
        {
          purposes: [
            { purpose: 'zählt Besuche', thirdPartyDisclosure: true, thirdPartyName: 'Hosting AG, Counter Ltd' },
          ],
        },
      ],
    });
    const refusal = await decide({ STATISTICS: 'denied', MARKETING: 'denied' });
    const refused = await ask(refusal.id, 'application/jwt');
    expect([refused.status, await refused.json()]).toEqual([
      406,
      expect.objectContaining({ code: 'RECEIPT_NOTHING_GRANTED' }),
    ]);
    expect((await ask(refusal.id, 'application/jwt;q=0.5, application/ld+json')).status).toBe(200);
  });

  it('is not signed where the ledger has no key, and says so', async () => {
    await start({ controller: CONTROLLER });
    const refused = await ask((await decide({ STATISTICS: 'granted' })).id, 'application/jwt');
    expect([refused.status, await refused.json()]).toEqual([
      501,
      expect.objectContaining({ code: 'RECEIPTS_NOT_SIGNED' }),
    ]);
  });

  it('is refused by name where nobody says whose it is, in a form that there is not, and to strangers', async () => {
    await start({});
    const { id } = await decide({ STATISTICS: 'granted' });
    const admin = new Browser(server.url, { authorization: ADMIN_TOKEN });
    for (const [answer, status, code] of [
      [await ask(id), 501, 'RECEIPTS_NOT_CONFIGURED'],
      [await ask(id, '*/*', admin, '/admin/consent/records'), 501, 'RECEIPTS_NOT_CONFIGURED'],
      [await ask(id, 'text/html'), 406, 'RECEIPT_NOT_ACCEPTABLE'],
      [await ask(id, 'application/ld+json;q=0'), 406, 'RECEIPT_NOT_ACCEPTABLE'],
      [await ask(id, undefined, new Browser(server.url)), 404, 'CONSENT_RECORD_NOT_FOUND'],
      [await ask(id, undefined, visitor, '/admin/consent/records'), 401, 'ADMIN_TOKEN_REQUIRED'],
    ] as const)
      expect([answer.status, await answer.json()]).toEqual([status, expect.objectContaining({ code })]);
  });
});

it.each([
  ['without a name', { name: undefined }, 'name (a text)'],
  ['with a blank address', { address: ' ' }, 'address (a text)'],
  ['of no country', { jurisdiction: 'Germany' }, 'jurisdiction'],
  ['that keeps for ever', { retention: 'P' }, 'retention'],
  ['that stores nowhere', { storageLocations: [] }, 'storageLocations'],
  ['that says more', { telefax: '1' }, 'telefax'],
])('refuses to start with a controller %s', async (_, change, what) => {
  const controller = { ...CONTROLLER, ...change } as typeof CONTROLLER;
  const starting = startConsentApp({
    adapter: TEST_ADAPTERS[0]!,
    database: testDatabases()[0]!,
    consent: { controller },
  });
  await expect(starting).rejects.toMatchObject({
    code: 'CONSENT_CONTROLLER_INVALID',
    message: expect.stringContaining(what),
  });
});
