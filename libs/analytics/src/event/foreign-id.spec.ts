import { isId, newId, newIdAt } from '@nest-privacy/core/kit';
import { days } from '@nest-privacy/core';
import fc from 'fast-check';
import { acceptedId, foreignIdOf } from './foreign-id.js';

const NOW = Date.parse('2026-06-15T12:00:00Z');

describe('the id of an event that a client names', () => {
  it('stays what it is where it tells a time within a day of now', () => {
    for (const at of [NOW, NOW - days(1), NOW + days(1)]) {
      const id = newIdAt(at);
      expect(acceptedId('one', id, NOW)).toBe(id);
    }
  });

  it('becomes one that tells no time where it tells another, or none', () => {
    const foreign = [newIdAt(NOW - days(1) - 1), newIdAt(NOW + days(1) + 1), '0b55d1f2-7a4e-4b6a-9d57-2a1f3c4d5e6f'];
    for (const id of foreign) expect(acceptedId('one', id, NOW)).toBe(foreignIdOf('one', id));
  });

  it('is then the same each time, of each site its own, and a UUID of version 8', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.uuid(), (one, other) => {
        const id = foreignIdOf('one', one);
        expect(isId(id) && id[14] === '8').toBe(true);
        expect(foreignIdOf('one', one)).toBe(id);
        expect(foreignIdOf('two', one)).not.toBe(id);
        if (one !== other) expect(foreignIdOf('one', other)).not.toBe(id);
      }),
    );
    expect(foreignIdOf('one', newId())).not.toBe(foreignIdOf('one', newId()));
  });
});
