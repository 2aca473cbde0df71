import fc from 'fast-check';
import { type CookiePattern } from './cookie-pattern.js';
import { deadExpressions } from './dead-expressions.js';
import { readExpression } from './expression.js';
import { matchGlob } from './match-glob.js';
import { cookieMatcher, matchesCookie } from './matches-cookie.js';

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

/** Each of them takes a backtracking matcher longer than this project will last, or a check for such expressions half a second. */
const EVIL = [
  '(a+)+b',
  '([a-z]+)*@',
  '(a|a)*b',
  '(a|aa)+b',
  '(.*)*b',
  '(.*a){20}b',
  '.*.*.*.*.*.*.*.*.*.*.*b',
  '\\d+\\d+\\d+\\d+\\d+\\d+b',
  '(\\w+\\s?)+b',
  '(a?){100}a{100}b',
  '(((((a*)*)*)*)*)*b',
  '([^b]+[^c]?)+b',
  '(x+x+)+y',
  '(a|b|ab)*c',
  '(?:a|b|c|d|e|f){1,25}',
  '(?:a|b|c|d|e|f|g){1,30}x',
  '(?:[a-c][d-f]?){1,20}z',
  '(?:a?b?c?d?e?){0,50}x',
  '(a.*){15}b',
  '[a-z]*[a-y]*[a-x]*[a-w]*[a-v]*b',
];
const HOSTILE = [
  'a'.repeat(1_024),
  `${'ab'.repeat(511)}a!`,
  'x'.repeat(1_023) + '!',
  '1'.repeat(1_024),
  'a '.repeat(512),
];

describe('readExpression', () => {
  it.each([
    '_ga(_.*)?',
    '_pk_(id|ses)\\..*',
    '[a-z0-9]{1,40}',
    'wp-settings-(?:time-)?\\d+',
    '^_gac_.*$',
    '(ga|gat).*',
    ...EVIL,
  ])('accepts %s', (source) => expect(readExpression(source)).toMatchObject({ cost: expect.any(Number) }));

  it.each(['(', 'a)(b', '[z-a]', '(a)\\1', '(?=a).*', '(?<!a)b', '\\k<n>', 'a++', '[^]'])('refuses %s', (source) =>
    expect(readExpression(source)).toMatchObject({
      fault: expect.stringMatching(/linear time.*lookaround, or use a glob/),
    }),
  );

  it.each(['a{1000}b{1000}', '(a{1,30}){1,30}', '\\pL{999}x'])('refuses %s, which multiplies', (source) =>
    expect(readExpression(source)).toMatchObject({ fault: expect.stringContaining('1000 is the most') }),
  );

  it('answers whatever it is given', () => {
    const unit = fc.constantFrom(...'ab*+?{}()[]|^$.\\,-:<=!>1290pLkxuQEi&~\u{1F600}\ud800\u0000');
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 128 }), (source) => {
        const read = readExpression(source);
        expect('fault' in read || typeof read.matches('_ga') === 'boolean').toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });

  it('matches twenty evil expressions against hostile names as JavaScript would, had it the time', () => {
    for (const source of EVIL) {
      const matches = cookieMatcher(pattern({ match: 'regex', name: source }));
      for (const name of HOSTILE) expect([source, matches({ name })]).toEqual([source, false]);
    }
    for (const [source, name] of [
      ['(a+)+b', 'aaab'],
      ['(?:a|b|c|d|e|f){1,25}', 'abcdef'],
      ['(\\w+\\s?)+b', 'one two b'],
    ]) {
      expect(matchesCookie(pattern({ match: 'regex', name: source! }), { name: name! })).toBe(true);
    }
  });

  it('matches nothing by an expression that an earlier version took, and says which it is', () => {
    const dead = pattern({ match: 'regex', name: '(?=_ga).*' });
    expect(matchesCookie(dead, { name: '_ga' })).toBe(false);
    expect(deadExpressions([{ id: 'one', cookies: [pattern({ match: 'regex', name: '_ga' }), dead] }])).toEqual([
      'one cookies.1.name "(?=_ga).*"',
    ]);
  });
});
