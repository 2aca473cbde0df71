import fc from 'fast-check';
import { type CookiePattern } from './cookie-pattern.js';
import { matchGlob } from './match-glob.js';
import { matchesCookie } from './matches-cookie.js';
import { regexFault } from './regex-fault.js';

const pattern = (members: Partial<CookiePattern>): CookiePattern => ({
  name: '_ga',
  match: 'literal',
  domain: null,
  path: null,
  httpOnly: null,
  ...members,
});

describe('matchesCookie', () => {
  it.each([
    ['literal', '_ga', '_ga', true],
    ['literal', '_ga', '_gat', false],
    ['literal', '_g*', '_ga', false],
    ['literal', '.*', 'x', false],
    ['glob', '_ga_*', '_ga_ABC', true],
    ['glob', '_ga_*', '_ga_', true],
    ['glob', '_ga_?', '_ga_', false],
    ['glob', '*_ga', 'x_ga_ga', true],
    ['glob', 'a.c', 'abc', false],
    ['regex', '_ga(_[A-Z0-9]+)?', '_ga_X1', true],
    ['regex', '_ga', '_gat', false],
    ['regex', 'a|b', 'b', true],
    ['regex', 'a|b', 'ab', false],
  ] as const)('reads a %s name: %s against %s is %s', (match, name, cookie, expected) => {
    expect(matchesCookie(pattern({ match, name }), { name: cookie })).toBe(expected);
  });

  it.each([
    ['example.com', 'example.com', true],
    ['example.com', '.EXAMPLE.com', true],
    ['example.com', 'a.example.com', false],
    ['.example.com', 'example.com', true],
    ['.example.com', 'a.b.example.com', true],
    ['.example.com', 'badexample.com', false],
    ['*.example.com', 'a.example.com', true],
    ['*.example.com', 'example.com', false],
  ])('reads the domain %s: a cookie of %s is %s', (wanted, domain, expected) => {
    expect(matchesCookie(pattern({ domain: wanted }), { name: '_ga', domain })).toBe(expected);
  });

  it.each([
    ['/', '/anything', true],
    ['/app', '/app', true],
    ['/app', '/app/x', true],
    ['/app/', '/app/x', true],
    ['/app', '/apple', false],
    ['/app', '/', false],
  ])('reads the path %s: a cookie of %s is %s', (wanted, path, expected) => {
    expect(matchesCookie(pattern({ path: wanted }), { name: '_ga', path })).toBe(expected);
  });

  it('compares httpOnly where both say it, and nothing that is not known of the cookie', () => {
    expect(matchesCookie(pattern({ httpOnly: true }), { name: '_ga', httpOnly: false })).toBe(false);
    expect(matchesCookie(pattern({ httpOnly: false }), { name: '_ga', httpOnly: false })).toBe(true);
    expect(matchesCookie(pattern({ httpOnly: true, domain: 'a.example', path: '/x' }), { name: '_ga' })).toBe(true);
  });

  it('agrees with the obvious regular expression on every glob', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?'), maxLength: 8 });
    const texts = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 8 });
    fc.assert(
      fc.property(letters, texts, (glob, text) => {
        const source = glob.replaceAll(/\*+/g, '*').replaceAll('*', '.*').replaceAll('?', '.');
        expect(matchGlob(glob, text)).toBe(new RegExp(`^${source}$`).test(text));
      }),
    );
  });
});

describe('regexFault', () => {
  it.each(['_ga(_.*)?', '_pk_(id|ses)\\..*', '[a-z0-9]{1,40}', 'wp-settings-(?:time-)?\\d+', '^_gac_.*$'])(
    'accepts %s',
    (source) => expect(regexFault(source)).toBeUndefined(),
  );

  it.each(['(a+)+', '([a-z]+)*@', '\\d+\\d+', '(a|a)*', '.*foo.*bar.*'])('refuses %s as dangerous', (source) =>
    expect(regexFault(source)).toMatch(/backtrack catastrophically/),
  );

  it.each(['(', 'a)(b', '[z-a]'])('refuses %s as invalid', (source) =>
    expect(regexFault(source)).toMatch(/not a valid/),
  );
});
