import { CategoryRegistry } from './category-registry.js';

describe('CategoryRegistry', () => {
  const registry = new CategoryRegistry(['PERSONALISATION']);

  it('holds the built-in categories and those the application adds, and asks about all but ESSENTIALS', () => {
    expect(registry.all).toEqual(['ESSENTIALS', 'STATISTICS', 'MARKETING', 'PERSONALISATION']);
    expect(registry.optional).toEqual(['STATISTICS', 'MARKETING', 'PERSONALISATION']);
  });

  it.each([
    ['ESSENTIAL', 'ESSENTIALS'],
    [' statistics ', 'STATISTICS'],
    ['nonsense', undefined],
    ['__proto__', undefined],
  ])('parses %j of foreign data as %j', (name, expected) => {
    expect(registry.parse(name)).toBe(expected);
  });

  it('refuses an unknown category with what, where and the remedy', () => {
    expect(() => registry.assertKnown(['STATISTICS', 'STATS'], '@RequireConsent on A.b')).toThrow(
      /CATEGORY_UNKNOWN: .*"STATS" \(in @RequireConsent on A\.b\)\. Remedy: use one of ESSENTIALS/,
    );
  });

  it.each(['', 'lower', '1ST', 'A'.repeat(33), 'A B'])('refuses the name %j', (name) => {
    expect(() => new CategoryRegistry([name])).toThrow(/CATEGORY_NAME_INVALID/);
  });
});
