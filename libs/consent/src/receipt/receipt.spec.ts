import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { CatalogueReader, days, type ProblemException } from '@nest-privacy/core';
import { canonicalSha256 } from '@nest-privacy/core/sealing';
import { TEST_ADAPTERS, testDatabases } from '@nest-privacy/core/testing';
import Ajv from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import jsonld from 'jsonld';
import { AdjustableCatalogue } from '../../test/adjustable-catalogue.js';
import { bodyOf, Browser } from '../../test/browser.js';
import { ADMIN_TOKEN, type ConsentApp, SECRETS, startConsentApp } from '../../test/consent-app.js';
import { CONTROLLER } from '../../test/controller.js';
import { settled } from '../../test/settled.js';
import { resolveConsentOptions } from '../config/resolve-consent-options.js';
import { CONSENT_EVENT_TYPES, type ConsentEventType } from '../decision/event-type.js';
import {
  ConsentConfig,
  type ConsentControllerOptions,
  ConsentRecordEntity,
  type ConsentRecordView,
  LedgerSealer,
} from '../index.js';
import { type CnilAudienceMeasurement } from '../policy/cnil-conditions.js';
import { RECEIPT_SCHEMAS } from '../swagger/receipt.schemas.js';
import { ConsentReceipts } from './consent-receipts.js';
import { RECEIPT_CLAIMS } from './receipt-events.js';

const combinations = testDatabases().map((database, i) => ({
  database,
  adapter: TEST_ADAPTERS[i % TEST_ADAPTERS.length]!,
  name: database.name,
}));
const LEDGER_KEY = 'a-key-of-tests-that-is-long-enough-00000001';
const CNIL: CnilAudienceMeasurement = {
  ownPurposeOnly: true,
  visitorsInformed: true,
  visitorsCanObject: true,
  retention: 1,
  facts: { trackerLifetime: 0, isTrackerRenewed: false, isForwarded: false, isCrossSite: false },
};
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

type Json = Record<string, unknown>;
/** What a JWT claims, whoever signed it. */
const claimsOf = (jwt: string) =>
  JSON.parse(Buffer.from(jwt.split('.')[1]!, 'base64url').toString()) as Json & {
    services: { purposes: { consentType: string; piiCategory: string[] }[] }[];
  };

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
  let controller: ConsentControllerOptions | undefined;
  let visitor: Browser;

  beforeAll(async () => {
    const catalogue = new AdjustableCatalogue();
    catalogue.written.set(5, { version: 5, sha256: canonicalSha256(ITEMS), items: ITEMS });
    catalogue.held = { ...catalogue.held!, sha256: canonicalSha256(ITEMS) };
    server = await startConsentApp({
      adapter,
      database,
      providers: [{ provide: CatalogueReader, useValue: catalogue }],
      configure: (app) => void app.enableCors({ origin: ['https://shop.example'] }),
      core: { trustedProxies: ['loopback'], countryHeaders: { country: 'cf-ipcountry', region: 'cf-region-code' } },
      consent: {
        rateLimit: 'off',
        controller: () => controller,
        seal: { keys: [LEDGER_KEY], interval: 'off', checkInterval: 'off' },
        policy: { cnilAudienceMeasurement: CNIL },
        import: [{ source: 'vanilla-cookieconsent', categories: { analytics: 'STATISTICS', ads: 'MARKETING' } }],
      },
    });
  });
  afterAll(() => server.close());
  beforeEach(() => {
    controller = CONTROLLER;
    visitor = new Browser(server.url);
  });

  const decide = async (decisions: Record<string, string>, extra = {}, headers = {}): Promise<ConsentRecordView> => {
    server.clock.advance(1);
    return bodyOf(
      await visitor.decide(decisions, { language: 'de', surface: 'banner', method: 'save', ...extra }, headers),
    );
  };
  const records = async (): Promise<ConsentRecordView[]> =>
    (await bodyOf<{ items: ConsentRecordView[] }>(await visitor.send('GET', '/consent/records'))).items;
  const ask = (id: string, accept?: string, browser = visitor, path = '/consent/records'): Promise<Response> =>
    browser.send('GET', `${path}/${id}/receipt`, { headers: accept === undefined ? {} : { accept } });

  it('by ISO/IEC TS 27560 has every mandatory field, and is read without fetching anything', async () => {
    const record = await decide({ STATISTICS: 'granted', MARKETING: 'denied' });
    const answer = await ask(record.id, 'application/ld+json');
    expect(answer.headers.get('content-type')).toMatch(/^application\/ld\+json/);
    expect(answer.headers.get('vary')).toBe('Origin, Accept');
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
    await decide({ STATISTICS: 'granted' }, { actor: 'guardian' });
    server.clock.advance(1);
    const withdrawal = await bodyOf<ConsentRecordView>(await visitor.send('DELETE', '/consent'));
    const items = await records();
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

  it.each<[ConsentEventType, object]>([
    ['given', { purposes: 2, jwt: 200 }],
    ['refused', { purposes: 2, jwt: 200 }],
    ['changed', { purposes: 2, jwt: 200 }],
    ['renewed', { purposes: 2, jwt: 200 }],
    ['withdrawn', { purposes: 2, jwt: 200 }],
    ['imported', { purposes: 0, jwt: 'RECEIPT_NOT_COLLECTED' }],
    ['linked', { purposes: 0, jwt: 'RECEIPT_NOTHING_GRANTED' }],
    ['erased', { purposes: 0, jwt: 'RECEIPT_NOTHING_GRANTED' }],
    ['signal-applied', { purposes: 0, jwt: 'RECEIPT_NOTHING_GRANTED' }],
  ])('names what was decided by the event %s alone', async (eventType, expected) => {
    const { id } = await decide({ STATISTICS: 'granted', MARKETING: 'denied' });
    const record = await server.source.getRepository(ConsentRecordEntity).findOneByOrFail({ id });
    const receipts = server.app.get(ConsentReceipts, { strict: false });
    const other = Object.assign(new ConsentRecordEntity(), record, { eventType, givenAt: null });
    const receipt = (await receipts.dpv(other)) as { 'dpv:hasRecordOfActivity': object[] };
    const jwt = await receipts.kantara(other).then(
      () => 200,
      (error: ProblemException) => error.code,
    );
    expect({ purposes: receipt['dpv:hasRecordOfActivity'].length, jwt }).toEqual(expected);
    expect(Object.keys(RECEIPT_CLAIMS).sort()).toEqual([...CONSENT_EVENT_TYPES].sort());
  });

  it('of what was taken over says from where and when it was decided there, and vouches for none of it', async () => {
    const givenAt = new Date(server.clock.now() - days(30)).toISOString();
    const cookie = { categories: ['necessary', 'analytics'], consentTimestamp: givenAt, consentId: 'a' };
    visitor.setCookie('cc_cookie', encodeURIComponent(JSON.stringify(cookie)));
    const imported = await bodyOf<ConsentRecordView>(await visitor.send('POST', '/consent/import'));
    const receipt = await bodyOf<{ 'dpv:hasRecordOfActivity': Json[] }>(await ask(imported.id));
    expect([isComplete(receipt), isComplete.errors]).toEqual([true, null]);
    expect(receipt['dpv:hasRecordOfActivity'].map((one) => one['dpv:hasConsentStatus'])).toEqual(
      ['dpv:ConsentGiven', 'dpv:ConsentRefused'].map((state) => ({
        '@type': [state],
        'dct:source': 'imported:vanilla-cookieconsent',
        'dpv:isIndicatedAtTime': givenAt,
        'dpv:hasIndicationMethod': 'import',
        'dpv:hasDuration': expect.anything(),
      })),
    );
    expect(receipt['dpv:hasRecordOfActivity'][0]!['dpv:hasProcess']).toMatchObject({
      'dpv:hasLegalBasis': { '@type': 'dpv:LegalBasis', 'dct:title': 'not known here' },
    });
    const jwt = await ask(imported.id, 'application/jwt');
    expect([jwt.status, await jwt.json()]).toEqual([406, expect.objectContaining({ code: 'RECEIPT_NOT_COLLECTED' })]);
  });

  it.each<[string, Record<string, string>, unknown[], string[]]>([
    ['Germany', { 'cf-ipcountry': 'DE' }, ['dpv:ExpressedConsent', 'dpv:ExpressedConsent'], ['EXPLICIT', 'EXPLICIT']],
    [
      'France under the exemption of the CNIL',
      { 'cf-ipcountry': 'FR' },
      [expect.objectContaining({ 'dct:title': 'audience-measurement' }), 'dpv:ExpressedConsent'],
      [expect.stringContaining('exempt from consent'), 'EXPLICIT'],
    ],
    [
      'California',
      { 'cf-ipcountry': 'US', 'cf-region-code': 'CA' },
      Array(2).fill(expect.objectContaining({ 'dct:title': 'opt-out', 'dct:source': expect.stringContaining('CCPA') })),
      Array(2).fill(expect.stringContaining('opt out')),
    ],
    [
      'Japan',
      { 'cf-ipcountry': 'JP' },
      Array(2).fill(expect.objectContaining({ 'dct:title': 'notice' })),
      Array(2).fill(expect.stringContaining('notice')),
    ],
  ])('names the legal basis of the law of %s', async (_, headers, bases, types) => {
    const { id } = await decide({ STATISTICS: 'granted', MARKETING: 'granted' }, {}, headers);
    const receipt = await bodyOf<{ 'dpv:hasRecordOfActivity': Json[] }>(await ask(id));
    expect([isComplete(receipt), isComplete.errors]).toEqual([true, null]);
    const found = receipt['dpv:hasRecordOfActivity'].map((one) => (one['dpv:hasProcess'] as Json)['dpv:hasLegalBasis']);
    expect(found).toEqual(bases);
    const { services } = claimsOf(await (await ask(id, 'application/jwt')).text());
    expect(services[0]!.purposes.map(({ consentType }) => consentType)).toEqual(types);
  });

  it('says which of the personal data are special, by their terms or by the controller’s own word', async () => {
    controller = { ...CONTROLLER, personalData: ['pd:Health', 'pages visited'], sensitiveData: ['union membership'] };
    const { id } = await decide({ STATISTICS: 'granted' });
    const claims = claimsOf(await (await ask(id, 'application/jwt')).text());
    expect(claims).toMatchObject({ sensitive: true, spiCat: ['pd:Health', 'union membership'] });
    expect(claims.services[0]!.purposes[0]!.piiCategory).toEqual(['pd:Health', 'pages visited', 'union membership']);
    const receipt = await bodyOf<{ 'dpv:hasRecordOfActivity': Json[] }>(await ask(id));
    const data = (receipt['dpv:hasRecordOfActivity'][0]!['dpv:hasProcess'] as Json)['dpv:hasPersonalData'] as Json[];
    expect(data.map((one) => one['@type'])).toEqual([
      'dpv:SensitivePersonalData',
      'dpv:PersonalData',
      'dpv:SensitivePersonalData',
    ]);
    controller = CONTROLLER;
    const plain = claimsOf(await (await ask(id, 'application/jwt')).text());
    expect(plain).toMatchObject({ sensitive: false, spiCat: [] });
  });

  it('by the Kantara Initiative is a JWT that the published keys verify', async () => {
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
      publicKey: expect.stringContaining(`"kid":"${jwks.keys[0]!.kid}"`),
      sensitive: false,
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
    const { id } = await decide({ STATISTICS: 'granted' });
    const { keys } = server.app.get<{ seal: { keys: unknown[] } }>(ConsentConfig).seal;
    const taken = keys.splice(0);
    const refused = await ask(id, 'application/jwt');
    keys.push(...taken);
    expect([refused.status, await refused.json()]).toEqual([
      501,
      expect.objectContaining({ code: 'RECEIPTS_NOT_SIGNED' }),
    ]);
  });

  it('is refused by name where nobody says whose it is, in a form that there is not, and to strangers', async () => {
    controller = undefined;
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
  ['whose special data are no list', { sensitiveData: 'pd:Health' }, 'sensitiveData'],
])('refuses to start with a controller %s', (_, change, what) => {
  const stated = { ...CONTROLLER, ...change } as ConsentControllerOptions;
  const starting = (): unknown => resolveConsentOptions({ secrets: SECRETS, controller: stated });
  expect(starting).toThrow(expect.objectContaining({ code: 'CONSENT_CONTROLLER_INVALID' }));
  expect(starting).toThrow(what);
});
