import { type TrackingConsent } from '@nest-privacy/core';
import { decideStatus, type StatusRule } from './decide-status.js';

const DEFAULT: StatusRule = { whenUnset: 'T', gpcCounts: true };
const STATES: TrackingConsent[] = ['none', 'denied', 'withdrawn', 'granted', 'granted-informed'];

const row = (dnt: boolean | null, gpc: boolean, rule = DEFAULT, disregarded = false): string =>
  STATES.map((consent) => decideStatus({ dnt, gpc }, consent, rule, disregarded).value).join('');

describe('decideStatus', () => {
  it.each([
    [true, false, 'NNNCC'],
    [null, false, 'TNNCC'],
    [false, false, 'TNNCC'],
    [true, true, 'NNNNC'],
    [null, true, 'NNNNC'],
    [false, true, 'NNNNC'],
  ])('DNT %s and GPC %s give %s for no record, denied, withdrawn, granted, granted knowingly', (dnt, gpc, expected) => {
    expect(row(dnt, gpc)).toBe(expected);
  });

  it('leaves GPC out where it does not count', () => {
    const separate = { ...DEFAULT, gpcCounts: false };
    expect([row(true, true, separate), row(null, true, separate), row(false, true, separate)]).toEqual([
      'NNNCC',
      'TNNCC',
      'TNNCC',
    ]);
  });

  it('reads only the absent preference by whenUnset', () => {
    const strict: StatusRule = { ...DEFAULT, whenUnset: 'N' };
    expect([row(true, false, strict), row(null, false, strict), row(false, false, strict)]).toEqual([
      'NNNCC',
      'NNNCC',
      'TNNCC',
    ]);
  });

  it('disregards DNT: 1 alone, never GPC or a decision', () => {
    expect([row(true, false, DEFAULT, true), row(true, true, DEFAULT, true)]).toEqual(['DNNCC', 'NNNNC']);
  });

  it('takes a state it does not know for none', () => {
    expect(decideStatus({ dnt: true, gpc: false }, 'banana' as TrackingConsent, DEFAULT, false).value).toBe('N');
    expect(decideStatus({ dnt: null, gpc: false }, 'GRANTED' as TrackingConsent, DEFAULT, false).value).toBe('T');
  });

  it('calls personal exactly what consent changed', () => {
    for (const dnt of [true, false, null])
      for (const gpc of [true, false]) {
        const unasked = decideStatus({ dnt, gpc }, 'none', DEFAULT, false);
        expect(unasked.personal).toBe(false);
        for (const consent of STATES) {
          const status = decideStatus({ dnt, gpc }, consent, DEFAULT, false);
          expect(status.personal).toBe(status.value !== unasked.value);
        }
      }
  });
});
