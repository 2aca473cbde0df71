import fc from 'fast-check';
import { PathPatterns } from './path-patterns.js';

const matches = (pattern: string, path: string): boolean => new PathPatterns([pattern], 'test').matches(path);

describe('path patterns', () => {
  it.each([
    ['/a', '/a', true],
    ['/a', '/a/b', false],
    ['/a/*', '/a/b', true],
    ['/a/*', '/a/b/c', false],
    ['/a/*.html', '/a/b.html', true],
    ['/a/*.html', '/a/b.htm', false],
    ['/a/**', '/a', true],
    ['/a/**', '/a/b/c', true],
    ['/a/**', '/ab', false],
    ['/**/edit', '/x/y/edit', true],
    ['/**/edit', '/edit', true],
    ['/**/edit', '/x/edit/y', false],
    ['/a.c', '/abc', false],
  ])('%s against %s: %s', (pattern, path, expected) => {
    expect(matches(pattern, path)).toBe(expected);
  });

  it('agree with regular expressions', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '/', '*'), maxLength: 12 });
    fc.assert(
      fc.property(text, text, (tail, rest) => {
        const pattern = `/${tail.replaceAll(/\*+/g, '*')}`;
        const path = `/${rest.replaceAll('*', 'a')}`;
        const expression = new RegExp(`^${pattern.replaceAll('*', '[^/]*')}$`);
        expect(matches(pattern, path)).toBe(expression.test(path));
      }),
    );
  });

  it('take no time that grows without bound', () => {
    const pattern = `/${'a*'.repeat(127)}`;
    const begun = process.cpuUsage().user;
    expect(matches(pattern, `/${'a'.repeat(8_000)}/b`)).toBe(false);
    expect(matches(`/${'**/a/'.repeat(40)}x`, `/${'a/'.repeat(4_000)}`)).toBe(false);
    expect(process.cpuUsage().user - begun).toBeLessThan(5_000_000);
  });
});
