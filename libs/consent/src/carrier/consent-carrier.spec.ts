import { KeyRing } from '@nest-privacy/core/kit';
import fc from 'fast-check';
import { decodeCarrier, encodeCarrier } from './consent-carrier.js';

const keys = new KeyRing(['a-secret-of-tests-that-is-long-enough-0001'], 'consent-carrier');
const carried = fc.record({
  siteId: fc.stringMatching(/^[a-z0-9][a-z0-9._-]{0,63}$/),
  subjectId: fc.string({ minLength: 1, maxLength: 40 }),
  signals: fc.record({ dnt: fc.constantFrom(true, false, null), gpc: fc.boolean() }),
});

describe('a carrier', () => {
  it('is opened as it was made', () => {
    fc.assert(
      fc.property(carried, (person) => {
        expect(decodeCarrier(keys, encodeCarrier(keys, person))).toEqual(person);
      }),
    );
  });

  it('is nothing when anything of it was altered', () => {
    fc.assert(
      fc.property(carried, fc.nat(), fc.constantFrom('A', 'b', '0', '1', '-', '~', ''), (person, at, letter) => {
        const carrier = encodeCarrier(keys, person);
        const i = at % carrier.length;
        const altered = `${carrier.slice(0, i)}${letter}${carrier.slice(i + 1)}`;
        expect(altered === carrier || decodeCarrier(keys, altered) === undefined).toBe(true);
      }),
    );
  });

  it.each([undefined, null, 7, {}, [], '', '1~', 'a'.repeat(100_000)])('is not %j', (none) => {
    expect(decodeCarrier(keys, none)).toBeUndefined();
  });

  it('of another secret, and a signature made for something else, are nothing', () => {
    const person = { siteId: 'default', subjectId: 's', signals: { dnt: null, gpc: false } };
    expect(decodeCarrier(keys, encodeCarrier(keys.for('consent-cookie'), person))).toBeUndefined();
    const other = new KeyRing(['another-secret-of-tests-long-enough-00002'], 'consent-carrier');
    expect(decodeCarrier(keys, encodeCarrier(other, person))).toBeUndefined();
  });
});
