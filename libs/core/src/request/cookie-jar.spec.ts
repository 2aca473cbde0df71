import { CookieJar } from './cookie-jar.js';

describe('CookieJar', () => {
  const verifier = Symbol('verifier');

  it('is kept with what was proven, for the same header and the same verifier alone', () => {
    CookieJar.of('a=1; b=2').prove(verifier, 'proof');
    const again = CookieJar.of(['a=1', 'b=2'].join('; '));
    expect([again.get('b'), again.proven(verifier), again.proven(Symbol('another'))]).toEqual([
      '2',
      'proof',
      undefined,
    ]);
    expect(CookieJar.of('a=1; b=3').proven(verifier)).toBeUndefined();
  });

  it('tells the names that came, whatever they are, each once', () => {
    const jar = CookieJar.of('b=1; __proto__=2; a=3; b=4; toString=5; nothing');
    expect(jar.names).toEqual(['b', '__proto__', 'a', 'toString']);
    expect(jar.names.map((name) => jar.get(name))).toEqual(['1', '2', '3', '5']);
    expect(jar.get('constructor')).toBeUndefined();
  });

  it('is not kept for nothing, and cannot be driven out by headers that prove nothing', () => {
    CookieJar.of('good=1').prove(verifier, 'proof');
    expect(CookieJar.of('bad=1')).not.toBe(CookieJar.of('bad=1'));
    for (let i = 0; i < 20_000; i++) CookieJar.of(`forged=${i}`);
    expect(CookieJar.of('good=1').proven(verifier)).toBe('proof');
  });

  it('is not kept for a header that is long', () => {
    const long = `a=${'x'.repeat(2_048)}`;
    CookieJar.of(long).prove(verifier, 'proof');
    expect(CookieJar.of(long).proven(verifier)).toBeUndefined();
  });
});
