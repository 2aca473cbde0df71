import { hasCookiePrefix, prefixedCookieName } from './cookie-prefix.js';

describe('the name of a cookie', () => {
  it.each([
    [{ secure: true }, '__Host-id'],
    [{ secure: true, domain: undefined }, '__Host-id'],
    [{ secure: true, domain: 'example.com' }, '__Secure-id'],
    [{ secure: false }, 'id'],
    [{ secure: false, domain: 'example.com' }, 'id'],
  ])('within %j is %s', (scope, name) => {
    expect(prefixedCookieName('id', scope)).toBe(name);
  });

  it.each([
    ['__Host-id', true],
    ['__secure-id', true],
    ['__HOST-id', true],
    ['__Http-id', true],
    ['__Host-Http-id', true],
    ['id', false],
    ['__id', false],
    ['x__Host-id', false],
  ])('%s has a prefix: %s', (name, has) => {
    expect(hasCookiePrefix(name)).toBe(has);
  });
});
