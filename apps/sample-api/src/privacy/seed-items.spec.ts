import { prefixedCookieName } from '@nest-privacy/core/kit';
import { SEED_ITEMS } from './seed-items.js';

describe('the first catalogue', () => {
  it.each(['privacy_consent', 'privacy_subject', 'privacy_visitor'])(
    'names %s as it is set over http and https',
    (name) => {
      const patterns = SEED_ITEMS.flatMap(({ cookies }) => cookies ?? []);
      for (const secure of [false, true]) {
        const set = prefixedCookieName(name, { secure });
        expect(patterns.map((pattern) => pattern.name)).toContain(set);
      }
    },
  );
});
