import { type ConsentCategory, days } from '@nest-privacy/core';
import { KeyRing, newId } from '@nest-privacy/core/kit';
import fc from 'fast-check';
import { type StoredConsent } from '../decision/stored-consent.js';
import { decodeConsent, encodeConsent, longestConsentCookie } from './consent-token.js';
import { decodeSubject, encodeSubject } from '../subjects/subject-token.js';

const keys = (...secrets: string[]): KeyRing =>
  new KeyRing(
    secrets.map((name) => name.padEnd(32, '-')),
    'consent-cookie',
  );
const NAMES: ConsentCategory[] = ['STATISTICS', 'MARKETING'];

const consent: fc.Arbitrary<StoredConsent> = fc
  .record({
    decisions: fc.dictionary(fc.constantFrom(...NAMES), fc.constantFrom('granted' as const, 'denied' as const), {
      noNullPrototype: true,
    }),
    lapsed: fc.subarray(NAMES),
    acknowledged: fc.boolean(),
    withdrawn: fc.boolean(),
    noticeVersion: fc.integer({ min: 1, max: 2 ** 31 - 1 }),
    catalogueVersion: fc.option(fc.integer({ min: 0, max: 2 ** 31 - 1 })),
    decidedAt: fc.integer({ min: Date.UTC(2020), max: Date.UTC(2100) }),
  })
  .map(({ acknowledged, ...rest }) => ({
    ...rest,
    lapsed: rest.lapsed.filter((name) => !(name in rest.decisions)),
    siteId: 'default',
    subjectId: newId(),
    recordId: newId(),
    informed: acknowledged
      ? NAMES.filter((name) => (rest.decisions as Record<string, string>)[name] === 'granted')
      : [],
    validUntil: rest.decidedAt + days(180),
  }));

describe('the consent cookie', () => {
  const ring = keys('newest', 'older');

  it('carries what was stored, in 200 bytes at most', () => {
    fc.assert(
      fc.property(consent, (stored) => {
        const token = encodeConsent(ring, stored);
        const read = decodeConsent(ring, stored.siteId, stored.subjectId, token);
        expect({ ...read, informed: [...read!.informed].sort() }).toEqual({
          ...stored,
          informed: [...stored.informed].sort(),
        });
        const cookie = `__Host-privacy_consent=${token}`;
        expect(cookie.length).toBeLessThanOrEqual(longestConsentCookie('__Host-privacy_consent', NAMES));
        expect(cookie).toMatch(/^[\w-]+=[\x21\x23-\x2b\x2d-\x3a\x3c-\x5b\x5d-\x7e]+$/);
      }),
    );
    expect(longestConsentCookie('__Host-privacy_consent', NAMES)).toBeLessThanOrEqual(200);
  });

  it('proves nothing once a single character is another', () => {
    fc.assert(
      fc.property(consent, fc.nat(), fc.constantFrom(...'AZaz09._-~:dgi'), (stored, at, character) => {
        const token = encodeConsent(ring, stored);
        const i = at % token.length;
        fc.pre(token[i] !== character);
        const altered = token.slice(0, i) + character + token.slice(i + 1);
        const read = decodeConsent(ring, stored.siteId, stored.subjectId, altered);
        expect(read).toBeUndefined();
      }),
      { numRuns: 500 },
    );
  });

  it('proves nothing about another site or subject, nor by another secret', () => {
    fc.assert(
      fc.property(consent, (stored) => {
        const token = encodeConsent(ring, stored);
        expect(decodeConsent(ring, 'shop', stored.subjectId, token)).toBeUndefined();
        expect(decodeConsent(ring, stored.siteId, newId(), token)).toBeUndefined();
        expect(decodeConsent(keys('foreign'), stored.siteId, stored.subjectId, token)).toBeUndefined();
      }),
    );
  });

  it('signs with the newest secret and believes the older ones until they are taken away', () => {
    const [stored] = fc.sample(consent, 1) as [StoredConsent];
    const old = encodeConsent(keys('older'), stored);
    expect(decodeConsent(ring, stored.siteId, stored.subjectId, old)).toBeDefined();
    expect(decodeConsent(keys('newest'), stored.siteId, stored.subjectId, old)).toBeUndefined();
    expect(decodeConsent(keys('newest'), stored.siteId, stored.subjectId, encodeConsent(ring, stored))).toBeDefined();
  });

  it('still proves what a cookie of before says, which names no catalogue', () => {
    fc.assert(
      fc.property(consent, (stored) => {
        const [, list, decided, until, notice, , record, flag] = encodeConsent(ring, stored).split('.');
        const payload = ['1', list, decided, until, notice, record, flag].join('.');
        const token = `${payload}.${ring.sign(`${stored.siteId}|${stored.subjectId}|${payload}`)}`;
        const read = decodeConsent(ring, stored.siteId, stored.subjectId, token)!;
        expect({ ...read, informed: [] }).toEqual({ ...stored, catalogueVersion: null, informed: [] });
        // A catalogue cannot be taken out of a cookie of today, or put into one of before.
        expect(decodeConsent(ring, stored.siteId, stored.subjectId, token.replace('1', '2'))).toBeUndefined();
      }),
    );
  });

  it('refuses every other text without throwing', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300 }), (text) =>
        expect(decodeConsent(ring, 'default', newId(), text)).toBeUndefined(),
      ),
    );
  });
});

describe('the subject cookie', () => {
  const ring = keys('newest');

  it('proves the subject on its own site only', () => {
    const subjectId = newId();
    const token = encodeSubject(ring, 'default', subjectId);
    expect(decodeSubject(ring, 'default', token)).toBe(subjectId);
    expect(decodeSubject(ring, 'shop', token)).toBeUndefined();
    expect(decodeSubject(ring, 'default', encodeSubject(keys('foreign'), 'default', subjectId))).toBeUndefined();
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), (text) => expect(decodeSubject(ring, 'default', text)).toBeUndefined()),
    );
  });
});
