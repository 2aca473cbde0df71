import { RequestView } from './request-view.js';
import { TrustedProxies } from './trusted-proxies.js';

const request = (remoteAddress: string, headers: Record<string, string>) =>
  new RequestView({ headers, socket: { remoteAddress } });

describe('TrustedProxies', () => {
  const forged = {
    'x-forwarded-for': '1.1.1.1',
    'x-forwarded-host': 'evil.example',
    'x-forwarded-proto': 'https',
    host: 'site.example',
  };

  it('believes nobody by default', () => {
    const view = request('10.0.0.1', forged);
    const proxies = new TrustedProxies();
    expect([proxies.clientAddress(view), proxies.host(view), proxies.scheme(view)]).toEqual([
      '10.0.0.1',
      'site.example',
      'http',
    ]);
  });

  it('reads the chain from the right, as far as trust reaches', () => {
    const proxies = new TrustedProxies(['10.0.0.0/8', 'fd00::/8']);
    const chain = { 'x-forwarded-for': '6.6.6.6, 203.0.113.7, 10.9.9.9' };
    expect(proxies.clientAddress(request('10.0.0.1', chain))).toBe('203.0.113.7');
    expect(proxies.clientAddress(request('fd00::1', chain))).toBe('203.0.113.7');
    expect(proxies.clientAddress(request('192.0.2.1', chain))).toBe('192.0.2.1');
  });

  it.each([
    ['203.0.113.7:51234', '203.0.113.7'],
    ['[2001:db8::7]:51234', '2001:db8::7'],
    ['[2001:db8::7]', '2001:db8::7'],
    ['2001:db8::7', '2001:db8::7'],
  ])('knows the client of the entry %s, to which some proxies add the port, by its address alone', (entry, address) => {
    const proxies = new TrustedProxies(['10.0.0.0/8']);
    expect(proxies.clientAddress(request('10.0.0.1', { 'x-forwarded-for': `6.6.6.6, ${entry}` }))).toBe(address);
  });

  it('takes host and scheme from a trusted proxy: its own entry, not those the client put before it', () => {
    const view = request('10.0.0.1', {
      ...forged,
      'x-forwarded-host': 'evil.example, shop.example',
      'x-forwarded-proto': 'http, https',
    });
    const proxies = new TrustedProxies(['10.0.0.1']);
    expect([proxies.host(view), proxies.scheme(view)]).toEqual(['shop.example', 'https']);
  });

  it('refuses what is no address', () => {
    expect(() => new TrustedProxies(['10.0.0.0/99'])).toThrow(/TRUSTED_PROXY_INVALID/);
  });
});
