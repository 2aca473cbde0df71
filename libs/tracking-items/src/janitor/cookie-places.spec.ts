import { cookiePlaces } from './cookie-places.js';
import { expiredCookie } from './expired-cookie.js';

const HOST = 'www.shop.example.com';
const domainsOf = (domain: string | null, host = HOST, above: readonly string[] = []): (string | null)[] =>
  cookiePlaces({ domain, path: null }, host, above).map((place) => place.domain);

describe('the places where a cookie may be', () => {
  it.each<[string | null, string, readonly string[], (string | null)[]]>([
    [null, HOST, [], [null]],
    [null, HOST, ['example.com', 'shop.example.com', 'other.example'], [null, 'example.com', 'shop.example.com']],
    [null, '127.0.0.1', ['0.1'], [null]],
    ['example.com', HOST, [], ['example.com']],
    [HOST, HOST, [], [null, HOST]],
    ['.example.com', HOST, [], [null, HOST, 'shop.example.com', 'example.com']],
    ['.example.com', 'example.com', [], [null, 'example.com']],
    ['*.example.com', HOST, [], [null, HOST, 'shop.example.com']],
    ['*.example.com', 'example.com', [], []],
    ['.Example.COM', 'example.com', [], [null, 'example.com']],
    ['.facebook.com', HOST, ['example.com'], []],
    ['ample.com', HOST, [], []],
    ['.www.shop.example.com', 'shop.example.com', [], []],
    ['127.0.0.1', '127.0.0.1', [], [null]],
    ['.0.0.1', '127.0.0.1', [], []],
    ['localhost', 'localhost', [], [null, 'localhost']],
  ])('of a pattern for %s, asked for at %s beside %j', (domain, host, above, places) => {
    expect(domainsOf(domain, host, above)).toEqual(places);
  });

  it('have a path that the pattern tells, or all of the site, and never one that would be another attribute', () => {
    const pathsOf = (path: string | null): string[] =>
      cookiePlaces({ domain: null, path }, HOST, []).map((place) => place.path);
    expect([pathsOf(null), pathsOf('/shop/a b')]).toEqual([['/'], ['/shop/a b']]);
    for (const path of ['/a;Domain=x', '/ä', '/a\r\nb', 'shop']) expect(pathsOf(path)).toEqual([]);
  });

  it('are the host alone where what it calls itself is no name', () => {
    for (const host of ['a;b.example.com', 'a..example.com', '[::1]', 'ä.example.com', ''])
      expect([domainsOf(null, host, ['example.com']), domainsOf('.example.com', host)]).toEqual([[null], []]);
  });
});

describe('how a browser is told to forget a cookie', () => {
  it.each([
    ['_ga', null, '/', false, '_ga=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax'],
    ['_ga', 'example.com', '/a', true, '_ga=; Max-Age=0; Path=/a; Domain=example.com; HttpOnly; SameSite=Lax; Secure'],
    ['__Secure-x', null, '/', false, '__Secure-x=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax; Secure'],
    ['__Host-x', null, '/', true, '__Host-x=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax; Secure'],
    ['__Host-x', 'example.com', '/', true, undefined],
    ['__Host-x', null, '/a', true, undefined],
  ])('%s with the domain %s and the path %s', (name, domain, path, isHttps, line) => {
    expect(expiredCookie(name, { domain, path }, isHttps)).toBe(line);
  });
});
