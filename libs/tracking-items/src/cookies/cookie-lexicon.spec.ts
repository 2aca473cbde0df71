import fc from 'fast-check';
import { CookieLexicon, type CookieOwner } from './cookie-lexicon.js';
import { type CookiePattern } from './cookie-pattern.js';
import { matchesCookie } from './matches-cookie.js';

const pattern = (members: Partial<CookiePattern>): CookiePattern => ({
  name: 'x',
  match: 'literal',
  domain: null,
  path: null,
  httpOnly: null,
  ...members,
});
const owner = (category: CookieOwner['category'], ...cookies: Partial<CookiePattern>[]): CookieOwner => ({
  category,
  cookies: cookies.map(pattern),
});

describe('CookieLexicon', () => {
  it('finds every claim to a name, by name, glob and expression, and asks each pattern once', () => {
    const lexicon = new CookieLexicon([
      owner('STATISTICS', { name: '_ga' }, { name: '_ga_*', match: 'glob', domain: '.example.com' }),
      owner('MARKETING', { name: '_g[a-z]', match: 'regex', path: '/shop' }, { name: '__proto__' }),
    ]);
    expect(lexicon.recall('_ga')).toBeUndefined();
    expect(lexicon.claims('_ga')).toEqual([
      { category: 'STATISTICS', domain: null, path: null },
      { category: 'MARKETING', domain: null, path: '/shop' },
    ]);
    expect(lexicon.recall('_ga')).toBe(lexicon.claims('_ga'));
    expect(lexicon.claims('_ga_X')).toEqual([{ category: 'STATISTICS', domain: '.example.com', path: null }]);
    expect(lexicon.claims('__proto__')).toHaveLength(1);
    for (const name of ['toString', 'constructor', '_GA', '']) expect(lexicon.claims(name)).toEqual([]);
  });

  it('says of every name what the patterns say one by one', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '_', '*', '?'), maxLength: 6 });
    const match = fc.constantFrom<CookiePattern['match']>('literal', 'glob');
    fc.assert(
      fc.property(fc.array(fc.record({ name: text, match }), { maxLength: 6 }), text, (patterns, name) => {
        const lexicon = new CookieLexicon([owner('MARKETING', ...patterns)]);
        const expected = patterns.filter((members) => matchesCookie(pattern(members), { name })).length;
        expect(lexicon.claims(name)).toHaveLength(expected);
      }),
    );
  });
});
