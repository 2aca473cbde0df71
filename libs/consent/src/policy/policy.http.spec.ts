import { type Page } from '@nest-privacy/core';
import { canonicalSha256 } from '@nest-privacy/core/sealing';
import { TEST_ADAPTERS, testDatabases } from '@nest-privacy/core/testing';
import { ConsentPolicyDecisionEntity, type ConsentRecordView, PolicyDecisions } from '../index.js';
import { type PolicyPreviewView } from '../dto/policy-preview.view.js';
import { bodyOf, Browser } from '../../test/browser.js';
import { PRESET_RULES } from './presets.js';
import { ADMIN_TOKEN, type ConsentApp, type ConsentAppOptions, startConsentApp } from '../../test/consent-app.js';

const [database] = testDatabases();
const BOTH = { STATISTICS: 'granted', MARKETING: 'granted' };
const NONE = { STATISTICS: 'denied', MARKETING: 'denied' };
const GPC = { 'sec-gpc': '1' };

const behindProxy = (options: Partial<ConsentAppOptions> = {}): ConsentAppOptions => ({
  database: database!,
  adapter: 'fastify',
  consent: { policy: {} },
  core: { trustedProxies: ['loopback'], countryHeaders: { country: 'cf-ipcountry', region: 'cf-region-code' } },
  ...options,
});

const from = (country?: string, region?: string): Record<string, string> => ({
  ...(country !== undefined && { 'cf-ipcountry': country }),
  ...(region !== undefined && { 'cf-region-code': region }),
});

describe.each(TEST_ADAPTERS)('the law of the place under %s', (adapter) => {
  let server: ConsentApp;

  beforeAll(async () => {
    server = await startConsentApp(behindProxy({ adapter }));
  });
  afterAll(() => server.close());

  it.each<[Record<string, string>, object]>([
    [from('DE'), { jurisdiction: 'EU', regime: 'opt-in', allowed: { STATISTICS: false, MARKETING: false } }],
    [from('US', 'CA'), { jurisdiction: 'US-CA', regime: 'opt-out', allowed: { STATISTICS: true, MARKETING: true } }],
    [
      { ...from('US', 'CA'), ...GPC },
      { allowed: { STATISTICS: true, MARKETING: false }, showGpcHonoured: true },
    ],
    [{ ...from('DE'), ...GPC }, { showGpcHonoured: false }],
    [from('JP'), { regime: 'notice-only', promptRequired: false }],
    [from(), { jurisdiction: 'unknown', regime: 'opt-in', allowed: { STATISTICS: false, MARKETING: false } }],
    [from('XX'), { jurisdiction: 'unknown', regime: 'opt-in' }],
    [from('JP, DE'), { jurisdiction: 'unknown', regime: 'opt-in' }],
  ])('decides for %j', async (headers, expected) => {
    expect(await new Browser(server.url).consent(headers)).toMatchObject(expected);
  });

  it('is never that of a place which the client makes up', async () => {
    const open = await startConsentApp(behindProxy({ adapter, core: { countryHeaders: { country: 'cf-ipcountry' } } }));
    try {
      const names = ['cf-ipcountry', 'x-c15t-country', 'x-vercel-ip-country', 'cloudfront-viewer-country', 'x-country'];
      const spoofed = Object.fromEntries(names.map((name) => [name, 'JP']));
      const headers = { ...spoofed, 'x-forwarded-for': '127.0.0.1' };
      const visitor = new Browser(open.url);
      expect(await visitor.consent(headers)).toMatchObject({ jurisdiction: 'unknown', regime: 'opt-in' });
      const record = await bodyOf<ConsentRecordView>(await visitor.decide(NONE, {}, headers));
      const terms = await open.app.get(PolicyDecisions, { strict: false }).byId(record.policyId!);
      expect(terms!.place).toEqual({ country: null, region: null, source: 'none' });
    } finally {
      await open.close();
    }
  });

  it('is told to administrators before anybody comes, with each rule that decides', async () => {
    const admin = new Browser(server.url, { authorization: ADMIN_TOKEN });
    const preview = async (body: object): Promise<PolicyPreviewView> => {
      const response = await admin.send('POST', '/admin/consent/policy/preview', { body });
      expect(response.status).toBe(200);
      return bodyOf(response);
    };
    const california = { country: 'US', region: 'US-CA', signals: { gpc: true } };
    const shown = await preview({ ...california, date: '2026-01-01' });
    expect(shown).toMatchObject({
      jurisdiction: 'US-CA',
      gpc: 'show',
      defaults: { STATISTICS: true, MARKETING: false },
      consent: { showGpcHonoured: true, promptRequired: true },
      validUntil: { refused: '2027-01-01T00:00:00.000Z' },
    });
    expect(shown.explain.find(({ category }) => category === 'MARKETING')!.rule).toBe('gpc');
    expect(shown.explain.find(({ category }) => category === 'STATISTICS')!.rule).toBe('us-ca');
    expect((await preview({ ...california, date: '2025-12-31' })).consent.showGpcHonoured).toBe(false);
    const record = { decisions: NONE, decidedAt: '2026-05-31' };
    const rested = await preview({ country: 'de', record, date: '2026-11-29T23:59:59Z' });
    expect(rested.consent).toMatchObject({
      recordId: null,
      promptRequired: false,
      reaskNotBefore: '2026-11-30T00:00:00.000Z',
    });
    const asked = await preview({ country: 'DE', record, date: '2026-11-30' });
    expect(asked.consent).toMatchObject({ promptRequired: true, allowed: { STATISTICS: false, MARKETING: false } });
    expect(asked.explain.find(({ category }) => category === 'STATISTICS')!.rule).toBe('refusal');
    expect((await preview({})).jurisdiction).toBe('unknown');
    const live = await new Browser(server.url).consent({ ...from('US', 'CA'), ...GPC });
    expect((await preview(california)).consent).toEqual(live);
  });

  it.each<[string, object]>([
    ['a country', { country: 'XX' }],
    ['a region', { country: 'DE', region: 'US-CA' }],
    ['a region of nowhere', { region: 'US-CA' }],
    ['a site', { site: 'nowhere' }],
    ['signals', { signals: ['gpc'] }],
    ['a signal', { signals: { gpc: 'yes' } }],
    ['a day', { date: '2026-02-30' }],
    ['a record without a time', { record: { decisions: {} } }],
    ['a category', { record: { decisions: { ESSENTIALS: 'denied' }, decidedAt: '2026-01-01' } }],
    ['a decision', { record: { decisions: { STATISTICS: 'maybe' }, decidedAt: '2026-01-01' } }],
    ['decisions', { record: { decisions: ['STATISTICS'], decidedAt: '2026-01-01' } }],
    ['a member', { nation: 'DE' }],
  ])('is not told of %s that cannot be', async (_, body) => {
    const admin = new Browser(server.url, { authorization: ADMIN_TOKEN });
    expect((await admin.send('POST', '/admin/consent/policy/preview', { body })).status).toBe(400);
  });

  it('is told to administrators only', async () => {
    expect((await new Browser(server.url).send('POST', '/admin/consent/policy/preview', { body: {} })).status).toBe(
      401,
    );
  });
});

describe.each(testDatabases())('the decisions of a policy on $name', (where) => {
  let server: ConsentApp;

  beforeEach(async () => {
    server = await startConsentApp(behindProxy({ database: where }));
  });
  afterEach(() => server.close());

  it('are kept once each, hold what was decided under them, and are named by its hash', async () => {
    const record = async (headers: Record<string, string>): Promise<ConsentRecordView> =>
      bodyOf(await new Browser(server.url).decide(BOTH, {}, headers));
    const german = await Promise.all(Array.from({ length: 20 }, () => record(from('DE'))));
    const [french, unknown] = [await record(from('FR')), await record(from())];
    const ids = new Set([...german, french, unknown].map(({ policyId }) => policyId));
    expect(ids.size).toBe(3);
    expect(await server.source.getRepository(ConsentPolicyDecisionEntity).count()).toBe(3);
    const decisions = server.app.get(PolicyDecisions, { strict: false });
    for (const each of [german[0]!, french, unknown]) {
      const { id, ...terms } = (await decisions.byId(each.policyId!))!;
      expect(canonicalSha256(terms)).toBe(id);
      expect(terms.regime).toBe(each.regime);
    }
    expect(await decisions.byId(french.policyId!)).toMatchObject({
      jurisdiction: 'EU',
      place: { country: 'FR', region: null, source: 'trusted-header' },
      legalBases: { MARKETING: 'consent' },
    });
    expect(await decisions.byId('0'.repeat(64))).toBeNull();
  });

  it('are kept once by processes that decide at the same time, and never changed', async () => {
    const decisions = server.app.get(PolicyDecisions, { strict: false });
    await new Browser(server.url).decide(BOTH, {}, from('DE'));
    const [row] = await server.source.getRepository(ConsentPolicyDecisionEntity).find();
    const again = new PolicyDecisions(server.source, server.clock);
    await Promise.all(
      [again, new PolicyDecisions(server.source, server.clock)].map(async (one) =>
        one.keep({ id: row!.id, ...row!.terms }),
      ),
    );
    expect(again.keep({ id: row!.id, ...row!.terms })).toBeUndefined();
    expect(await server.source.getRepository(ConsentPolicyDecisionEntity).find()).toEqual([row]);
    expect(await decisions.byId(row!.id)).not.toBeNull();
    await expect(
      server.source.getRepository(ConsentPolicyDecisionEntity).update({ id: row!.id }, { country: 'US' }),
    ).rejects.toThrow(/append-only/);
  });

  it('let answers hold for months of the calendar, and rest after a refusal, by the server’s clock', async () => {
    server.clock.set('2027-08-31T10:00:00Z');
    const visitor = new Browser(server.url);
    const refusal = await bodyOf<ConsentRecordView>(await visitor.decide(NONE, {}, from('DE')));
    expect([refusal.validUntil, refusal.reaskNotBefore]).toEqual(Array(2).fill('2028-02-29T10:00:00.000Z'));
    server.clock.set('2028-02-29T09:59:59.999Z');
    expect(await visitor.consent(from('DE'))).toMatchObject({ promptRequired: false, state: 'active' });
    server.clock.set('2028-02-29T10:00:00Z');
    const after = await visitor.consent(from('DE'));
    expect(after).toMatchObject({ promptRequired: true, state: 'expired', allowed: { MARKETING: false } });
    expect((await visitor.consent(from('JP'))).allowed).toMatchObject({ STATISTICS: false, MARKETING: false });
    await visitor.decide(BOTH, {}, from('DE'));
    expect((await visitor.consent(from('DE'))).validUntil).toBe('2028-08-29T10:00:00.000Z');
    server.clock.set('2028-08-29T10:00:00Z');
    expect((await visitor.consent(from('DE'))).allowed).toMatchObject({ STATISTICS: false, MARKETING: false });
    const { items } = await bodyOf<Page<ConsentRecordView>>(await visitor.send('GET', '/consent/records'));
    expect(items).toHaveLength(2);
  });
});

describe('the option policy', () => {
  it.each<[string, Partial<ConsentAppOptions['consent'] & object>, RegExp]>([
    ['a regime beside it', { regime: 'opt-in' }, /CONSENT_POLICY_TWICE.*"regime"/],
    ['a validity beside it', { validity: { granted: 1 } }, /CONSENT_POLICY_TWICE.*"validity"/],
    ['a member that there is not', { policy: { rule: [] } as never }, /OPTION_UNKNOWN.*write "rules"/],
    [
      'a rule for a site that there is not',
      { policy: { rules: [{ ...PRESET_RULES.find(({ id }) => id === 'ch')!, id: 'shop', sites: ['defualt'] }] } },
      /POLICY_RULE_INVALID.*rules\[0\]\.sites.*write "default"/,
    ],
    ['a category that there is not', { policy: { regimes: { EU: { NEWS: 'opt-in' } as never } } }, /CATEGORY_UNKNOWN/],
    [
      'the exemption of the CNIL without a measurement',
      {
        policy: {
          cnilAudienceMeasurement: {
            ownPurposeOnly: true,
            visitorsInformed: true,
            visitorsCanObject: true,
            retention: 1,
          },
        },
      },
      /CNIL_CONDITION_UNMET.*nobody tells/,
    ],
  ])('stops the start with %s', async (_, consent, message) => {
    const options = behindProxy({ consent: { policy: {}, ...consent } });
    await expect(startConsentApp(options)).rejects.toThrow(message);
  });
});
