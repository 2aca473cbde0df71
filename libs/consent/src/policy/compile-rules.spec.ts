import { days } from '@nest-privacy/core';
import { assertCnilConditions, type CnilAudienceMeasurement } from './cnil-conditions.js';
import { compileRules } from './compile-rules.js';
import { type ConsentPolicyOptions } from './policy.options.js';
import { type PolicyRule } from './policy-rule.js';
import { PRESET_RULES, PRESETS_VERSION } from './presets.js';

const OWN: PolicyRule = {
  id: 'own',
  jurisdiction: 'own',
  law: 'our own counsel',
  countries: ['AU'],
  regime: 'opt-in',
  months: { granted: 6, refused: 6, withdrawn: 6, reaskNotBefore: 6 },
};
const CALIFORNIA = PRESET_RULES.find(({ id }) => id === 'us-ca')!.gpc!;
const own = (change: Partial<PolicyRule>): ConsentPolicyOptions => ({ rules: [{ ...OWN, ...change }] });

describe('the rules of a policy', () => {
  it('are named by version and by the hash of all that they say', () => {
    const plain = compileRules({});
    expect(plain.version).toBe(PRESETS_VERSION);
    expect(plain.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(compileRules({}).sha256).toBe(plain.sha256);
    const changes: ConsentPolicyOptions[] = [
      { months: { EU: { granted: 5 } } },
      { months: { '*': { reaskNotBefore: 12 } } },
      { regimes: { elsewhere: { MARKETING: 'opt-in' } } },
      own({}),
    ];
    expect(new Set([plain, ...changes.map(compileRules)].map(({ sha256 }) => sha256)).size).toBe(5);
    expect(compileRules(own({})).version).toBe(`${PRESETS_VERSION}+1`);
  });

  it('say where they are written, are named once each, and end with what holds elsewhere', () => {
    expect(new Set(PRESET_RULES.map(({ id }) => id)).size).toBe(PRESET_RULES.length);
    for (const { law } of PRESET_RULES) expect(law).not.toBe('');
    expect(
      compileRules(own({ countries: 'elsewhere' }))
        .rules.map(({ id }) => id)
        .slice(-2),
    ).toEqual(['own', 'elsewhere']);
  });

  it('name the states whose law has GPC honoured', () => {
    const states = PRESET_RULES.filter(({ gpc }) => gpc).map(({ jurisdiction }) => jurisdiction.slice(3));
    expect(states.sort()).toEqual(['CA', 'CO', 'CT', 'DE', 'MD', 'MN', 'MT', 'NE', 'NH', 'NJ', 'OR', 'TX']);
  });

  it.each<[string, ConsentPolicyOptions]>([
    ['a stricter rule for a state', own({ countries: ['US'], regions: ['US-CA'], gpc: CALIFORNIA })],
    [
      'another rule for a state whose law shows GPC, which shows it earlier',
      own({ countries: ['US'], regions: ['US-CA'], regime: 'opt-out', gpc: [{ duty: 'show', since: '2020-01-01' }] }),
    ],
    ['a rule for a state without a duty', own({ countries: ['US'], regions: ['US-WY'], regime: 'notice-only' })],
    [
      'bases that fit how their categories are read',
      own({
        regimes: { STATISTICS: 'notice-only' },
        legalBases: { ESSENTIALS: 'necessity', STATISTICS: 'audience-measurement', MARKETING: 'consent' },
      }),
    ],
    ['another rule for a country that is only told', own({ regime: 'notice-only' })],
    ['statistics without asking in the UK', { regimes: { UK: { STATISTICS: 'notice-only' } } }],
    ['statistics until refused in Switzerland', { regimes: { CH: { STATISTICS: 'opt-out' } } }],
    ['a rule of its own that does the same', own({ countries: ['GB'], regimes: { STATISTICS: 'notice-only' } })],
    ['an opt-in of California', { regimes: { 'US-CA': { MARKETING: 'opt-in' } } }],
  ])('may be changed by %s', (_, options) => {
    expect(() => compileRules(options)).not.toThrow();
  });

  it.each<[string, ConsentPolicyOptions, RegExp]>([
    [
      'an opt-out in the EU',
      { regimes: { EU: { STATISTICS: 'opt-out' } } },
      /POLICY_TOO_LAX.*STATISTICS would be opt-out/,
    ],
    ['an own category in the EU', { regimes: { EU: { PERSONALISATION: 'opt-out' } as never } }, /POLICY_TOO_LAX/],
    ['marketing in the UK', { regimes: { UK: { MARKETING: 'opt-out' } } }, /POLICY_TOO_LAX/],
    ['statistics without a word in Switzerland', { regimes: { CH: { STATISTICS: 'notice-only' } } }, /POLICY_TOO_LAX/],
    ['a notice alone in California', { regimes: { 'US-CA': { MARKETING: 'notice-only' } } }, /POLICY_TOO_LAX/],
    ['a rule for Germany', own({ countries: ['DE'], regime: 'opt-out' }), /POLICY_TOO_LAX.*rules\[0\]/],
    ['a rule for Germany among others', own({ countries: ['JP', 'DE'], regime: 'notice-only' }), /POLICY_TOO_LAX/],
    ['a rule for all of the US', own({ countries: ['US'], regime: 'notice-only' }), /POLICY_TOO_LAX/],
    [
      'an opt-out in all of the US that does not show GPC in California',
      own({ countries: ['US'], regime: 'opt-out', gpc: [{ duty: 'honour', since: '2020-01-01' }] }),
      /POLICY_TOO_LAX.*rules\[0\]\.gpc.*duty: 'show', since: '2026-01-01'/,
    ],
    ['an opt-out in all of the US without GPC', own({ countries: ['US'], regime: 'opt-out' }), /POLICY_TOO_LAX.*gpc/],
    ['an opt-in of California without GPC', own({ countries: ['US'], regions: ['US-CA'] }), /POLICY_TOO_LAX.*gpc/],
    [
      'GPC that is shown too late',
      own({ countries: ['US'], regions: ['US-CA'], gpc: [{ duty: 'show', since: '2026-01-02' }] }),
      /POLICY_TOO_LAX.*gpc/,
    ],
    ['a rule for Quebec', own({ countries: ['CA'], regions: ['CA-QC'], regime: 'opt-out' }), /POLICY_TOO_LAX/],
    ['a rule for all of Canada', own({ countries: ['CA'], regime: 'notice-only' }), /POLICY_TOO_LAX/],
    ['a category of a rule', own({ countries: ['FR'], regimes: { STATISTICS: 'notice-only' } }), /POLICY_TOO_LAX/],
    ['a place nobody knows', { regimes: { Uk: { STATISTICS: 'opt-in' } } }, /POLICY_JURISDICTION_UNKNOWN.*write "UK"/],
    ['a regime', { regimes: { UK: { STATISTICS: 'maybe' as never } } }, /POLICY_REGIME_INVALID/],
    ['months', { months: { EU: { granted: 14 } } }, /POLICY_MONTHS_INVALID.*1 to 13/],
    ['half a month', { months: { '*': { refused: 0.5 } } }, /POLICY_MONTHS_INVALID/],
    ['a time', { months: { '*': { forgotten: 1 } as never } }, /POLICY_MONTHS_INVALID.*use granted/],
    ['a country', own({ countries: ['XX'] }), /POLICY_RULE_INVALID.*countries/],
    ['no country', own({ countries: [] }), /POLICY_RULE_INVALID.*countries/],
    ['a region of another country', own({ regions: ['US-CA'] }), /POLICY_RULE_INVALID.*regions/],
    ['a day', own({ from: '2026-02-30' }), /POLICY_RULE_INVALID.*\.from/],
    ['a last day', own({ until: '2026-13-01' }), /POLICY_RULE_INVALID.*\.until/],
    ['a day of a duty', own({ gpc: [{ duty: 'show', since: '2026-13-01' }] }), /POLICY_RULE_INVALID.*\.gpc/],
    ['a duty', own({ gpc: [{ duty: 'hide', since: '2026-01-01' }] as never }), /POLICY_RULE_INVALID.*\.gpc/],
    ['duties that are no list', own({ gpc: 'show' as never }), /POLICY_RULE_INVALID.*\.gpc/],
    ['sites that are no list', own({ sites: 'shop' as never }), /POLICY_RULE_INVALID.*\.sites/],
    ['a basis', own({ legalBases: { MARKETING: 'hope' as never } }), /POLICY_RULE_INVALID.*legalBases\.MARKETING/],
    [
      'a basis that contradicts its regime',
      own({ legalBases: { MARKETING: 'notice' } }),
      /POLICY_RULE_INVALID.*notice is no basis where the category is read as opt-in.*legalBases\.MARKETING/,
    ],
    ['necessity of an optional category', own({ legalBases: { MARKETING: 'necessity' } }), /POLICY_RULE_INVALID/],
    ['a name', own({ id: 'a b' }), /POLICY_RULE_INVALID.*id/],
    ['missing months', own({ months: { granted: 6 } as never }), /POLICY_RULE_INVALID.*months/],
  ])('are refused at start for %s', (_, options, message) => {
    expect(() => compileRules(options)).toThrow(message);
  });
});

describe('the exemption of the CNIL', () => {
  const FACTS = { trackerLifetime: days(390), isTrackerRenewed: false, isForwarded: false, isCrossSite: false };
  const STATED: CnilAudienceMeasurement = {
    ownPurposeOnly: true,
    visitorsInformed: true,
    visitorsCanObject: true,
    retention: days(758),
  };

  it('holds where every condition is met', () => {
    expect(() => assertCnilConditions(STATED, FACTS)).not.toThrow();
    expect(() => assertCnilConditions(STATED, { ...FACTS, trackerLifetime: 0 })).not.toThrow();
  });

  it.each<[string, object, object | undefined]>([
    ['a tracker of more than 13 months', {}, { trackerLifetime: days(393) + 1 }],
    ['a tracker that visits renew', {}, { isTrackerRenewed: true }],
    ['forwarding', {}, { isForwarded: true }],
    ['recognition across sites', {}, { isCrossSite: true }],
    ['a measurement nobody tells of', {}, undefined],
    ['a tracker of which nobody says how long it lives', {}, { trackerLifetime: undefined }],
    ['a tracker that lives for no number of milliseconds', {}, { trackerLifetime: NaN }],
    ['a tracker that lives for less than nothing', {}, { trackerLifetime: -1 }],
    ['a tracker of which nobody says that no visit renews it', {}, { isTrackerRenewed: undefined }],
    ['figures of which nobody says that they stay here', {}, { isForwarded: null }],
    ['visitors of whom nobody says that they are not followed', {}, { isCrossSite: 'no' }],
    ['data kept for more than 25 months', { retention: days(758) + 1 }, {}],
    ['data kept for ever', { retention: Infinity }, {}],
    ['data of which nobody says how long', { retention: undefined }, {}],
    ['other purposes', { ownPurposeOnly: false }, {}],
    ['visitors who are not informed', { visitorsInformed: undefined }, {}],
    ['visitors who cannot object', { visitorsCanObject: 'yes' }, {}],
  ])('is refused for %s', (_, stated, facts) => {
    const judge = (): void => assertCnilConditions({ ...STATED, ...stated }, facts && { ...FACTS, ...facts });
    expect(judge).toThrow(/CNIL_CONDITION_UNMET/);
  });

  it('is refused with every condition by its name where the facts are empty', () => {
    expect(() => assertCnilConditions(STATED, {} as never)).toThrow(
      /trackerLifetime.*isTrackerRenewed.*isForwarded.*isCrossSite/,
    );
  });
});
