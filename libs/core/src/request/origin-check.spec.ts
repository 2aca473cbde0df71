import { OriginCheck } from './origin-check.js';
import { RequestView } from './request-view.js';
import { TrustedProxies } from './trusted-proxies.js';

describe('the origin of a write', () => {
  const check = new OriginCheck(new TrustedProxies(['127.0.0.1']), () => false);
  const passes = (scheme: string, says: Record<string, string>): boolean => {
    const headers = { host: 'shop.example', 'x-forwarded-proto': scheme, 'content-type': 'application/json', ...says };
    return check.passes(new RequestView({ headers, socket: { remoteAddress: '127.0.0.1' } }));
  };

  it.each(['origin', 'referer'])(
    'is not, by %s, a page that came over http, where the site is asked over https',
    (name) => {
      expect(passes('https', { [name]: 'https://shop.example' })).toBe(true);
      expect(passes('https', { [name]: 'http://shop.example' })).toBe(false);
      expect(passes('http', { [name]: 'http://shop.example' })).toBe(true);
      // A proxy that ends TLS and does not say so.
      expect(passes('http', { [name]: 'https://shop.example' })).toBe(true);
    },
  );

  it.each([
    'null',
    'file://',
    'https://shop.example:8443',
    'https://shop.example.evil.example',
    'https://shop.example@evil.example',
  ])('is not %s', (origin) => {
    expect(passes('https', { origin })).toBe(false);
  });
});
