import { GVL, Segment, TCModel, TCString } from '@iabtechlabtcf/core';
import { GppModel } from '@iabgpp/cmpapi';
import { IabStrings } from './iab-strings.js';

const reader = new IabStrings();
const gpp = (fill: (model: GppModel) => void): string => {
  const model = new GppModel();
  fill(model);
  return model.encode();
};

/** Vendors of no real list: a string is made here only to be read. */
const VENDORS = new GVL({
  gvlSpecificationVersion: 3,
  vendorListVersion: 100,
  tcfPolicyVersion: 5,
  lastUpdated: '2026-10-01T00:00:00Z',
  purposes: Object.fromEntries([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11].map((id) => [id, { id }])),
  specialPurposes: {},
  features: {},
  specialFeatures: {},
  stacks: {},
  dataCategories: {},
  vendors: {
    2: {
      id: 2,
      name: 'a',
      purposes: [1, 3],
      legIntPurposes: [],
      flexiblePurposes: [],
      specialPurposes: [],
      features: [],
      specialFeatures: [],
    },
  },
} as never);

function tcString(
  change: (model: TCModel) => void = () => undefined,
  segments = [Segment.CORE, Segment.VENDORS_DISCLOSED],
) {
  const model = new TCModel(VENDORS);
  model.cmpId = 31;
  model.isServiceSpecific = true;
  model.vendorsDisclosed.set(2);
  change(model);
  return TCString.encode(model, { segments });
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const bits = (value: number, count: number): string => value.toString(2).padStart(count, '0');
const textOf = (all: string): string => all.replaceAll(/.{1,6}/g, (six) => ALPHABET[parseInt(six.padEnd(6, '0'), 2)]!);

/** The same made at other times: tenths of a second in the bits 6 to 41 and 42 to 77, which are six characters each. */
const withTimes = (text: string, created: number, updated: number): string =>
  `${text[0]}${textOf(bits(created / 100, 36))}${textOf(bits(updated / 100, 36))}${text.slice(13)}`;

const withPolicy = (text: string, policy: number): string => {
  // The policy stands in the bits 132 to 137, which is the character 22.
  return text.slice(0, 22) + textOf(bits(policy, 6)) + text.slice(23);
};

const faultOf = (strings: Parameters<IabStrings['read']>[0]): string | undefined =>
  reader.read(strings).faults.map(({ path, detail }) => `${path} ${detail}`)[0];

describe('TC strings', () => {
  it('are taken as TCF 2.3 makes them, and say what they consent to', () => {
    const marketing = tcString((model) => model.purposeConsents.set([1, 3]));
    expect(reader.read({ tcString: marketing })).toEqual({
      faults: [],
      claims: [
        { by: 'tcString', category: 'STATISTICS', decision: 'denied' },
        { by: 'tcString', category: 'MARKETING', decision: 'granted' },
      ],
      conflicts: [],
    });
  });

  it.each([
    ['without the segment DisclosedVendors', tcString(undefined, [Segment.CORE]), /DisclosedVendors/],
    ['of a policy before TCF 2.2', withPolicy(tcString(), 3), /policy before 4/],
    // The example of the specification of TCF 2.0.
    [
      'of TCF 2.0',
      'COvFyGBOvFyGBAbAAAENAPCAAOAAAAAAAAAAAEEUACCKAAA.IFoEUQQgAIQwgIwQABAEAAAAOIAACAIAAAAQAIAgEAACEAAAAAgAQBAAAAAAAGBAAgAAAAAAAFAAECAAAgAAQARAEQAAAAAJAAIAAgAAAYQEAAAQmAgBC3ZAYzUw',
      /policy before 4/,
    ],
    ['of version 1', 'BOEFEAyOEFEAyAHABDENAI4AAAB9vABAASA', /version 2|no TC string|too early/],
    ['that are cut off', tcString().slice(0, 30), /ends too early/],
    ['that are none', 'consent: yes!', /not base64url/],
    ['that are empty', '', /too early/],
  ])('are refused %s', (_what, text, fault) => {
    expect(faultOf({ tcString: text })).toMatch(fault);
  });

  it.each([
    ['created and updated on different days', 0, 24 * 36_000, /another time/],
    ['with a time of day', 36_000, 36_000, /more finely than by the day/],
  ])('are refused %s', (_what, created, updated, fault) => {
    const day = Date.UTC(2026, 9, 1);
    expect(faultOf({ tcString: withTimes(tcString(), day + created * 100, day + updated * 100) })).toMatch(fault);
  });

  it('are kept with a word about their age when they are older than 13 months', () => {
    const day = Date.UTC(2026, 9, 31);
    const text = withTimes(tcString(), day, day);
    const conflicts = (now: string): readonly string[] => reader.read({ tcString: text }, Date.parse(now)).conflicts;
    expect(conflicts('2027-11-29T23:59:59.999Z')).toEqual([]);
    expect(conflicts('2027-11-30T00:00:00Z')).toEqual(['tc-old']);
    const within = { gppString: `DBABMA~${text}`, gppSid: [2] };
    expect(reader.read(within, Date.parse('2027-11-30')).conflicts).toEqual(['tc-old']);
  });

  describe('cannot ask for work without end', () => {
    const ranges = `${bits(65_535, 16)}1${bits(700, 12)}${`1${bits(1, 16)}${bits(65_535, 16)}`.repeat(700)}`;
    const [core, disclosed] = tcString().split('.');

    it.each([
      ['in the core', textOf(bits(2, 6) + '0'.repeat(207) + ranges), /more vendors than there can be/],
      ['in a segment', `${core}.${textOf(bits(1, 3) + ranges)}`, /more vendors than there can be/],
      [
        'in a second core',
        `${core}.${disclosed}.${textOf(bits(2, 6) + '0'.repeat(207) + ranges)}`,
        /kind that there is/,
      ],
      ['in a core of version 1', textOf(bits(1, 6) + '0'.repeat(150) + ranges), /not of version 2/],
      ['in a segment where the core should be', textOf(bits(1, 3) + ranges), /not of version 2/],
      ['in a segment that comes twice', [core, ...Array(99).fill(disclosed)].join('.'), /or one twice/],
      ['in a segment of no known kind', `${core}.${disclosed}.${textOf(bits(5, 3) + ranges)}`, /kind that there is/],
    ])('%s', (_where, text, fault) => {
      const decode = jest.spyOn(TCString, 'decode');
      expect(faultOf({ tcString: text })).toMatch(fault);
      expect(decode).not.toHaveBeenCalled();
      decode.mockRestore();
    });
  });
});

describe('GPP strings', () => {
  // The examples of the specification and of iabgpp-es.
  it.each([
    ['DBAA', []],
    ['DBABTA~1YNN', [{ by: 'gppString', category: 'MARKETING', decision: 'granted' }]],
    ['DBABTA~1YYN', [{ by: 'gppString', category: 'MARKETING', decision: 'denied' }]],
    ['DBABLA~BAAAVVVVUQA.QA', []],
    ['DBABLA~BVVqAAAACgA.QA', [{ by: 'gppString', category: 'MARKETING', decision: 'granted' }]],
  ])('%s is taken', (gppString, claims) => {
    expect(reader.read({ gppString })).toEqual({ faults: [], claims, conflicts: [] });
  });

  it('tell an opt-out of any state', () => {
    for (const section of ['usnat', 'usca', 'usva', 'usco', 'ustx', 'usri'])
      expect(reader.read({ gppString: gpp((model) => model.setFieldValue(section, 'SaleOptOut', 1)) }).claims).toEqual([
        { by: 'gppString', category: 'MARKETING', decision: 'denied' },
      ]);
  });

  it.each([
    ['garbage', /no header/],
    ['DBABTA', /sections that are not there|no GPP string/],
    ['DBABLA~%%%', /no GPP string/],
    ['DBACNYA~CPSG_8APSG_8ANwAAAENAwCAAAAAAAAAAAAAAAAAAAAA.YAAAAAAAAAA~1YNN', /holds a TC string that/],
    ['', /too early/],
  ])('%s is refused', (gppString, fault) => {
    expect(faultOf({ gppString })).toMatch(fault);
  });

  it('cannot name a thousand million sections', () => {
    // One range whose end is a Fibonacci number of 40 places.
    const header = `000011000001000000000001` + '1' + '11' + `${'0'.repeat(40)}11`;
    expect(faultOf({ gppString: `${textOf(header)}~1YNN` })).toMatch(/sections that there are not/);
  });

  it('are compared with the TC string beside them, and with the sections that are said to apply', () => {
    const [one, other] = [tcString(), tcString((model) => model.purposeConsents.set([8]))];
    const header = 'DBABMA';
    expect(reader.read({ tcString: one, gppString: `${header}~${one}`, gppSid: [2] }).conflicts).toEqual([]);
    expect(reader.read({ tcString: one, gppString: `${header}~${other}`, gppSid: [2, 7] }).conflicts).toEqual([
      'tc-gpp-differ',
      'gpp-sid-absent',
    ]);
  });

  it('stand beside the sections that apply', () => {
    expect(faultOf({ gppSid: [7] })).toBe('gppSid needs a gppString');
  });
});
