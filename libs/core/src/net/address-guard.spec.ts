import { AddressGuard } from './address-guard.js';

describe('the guard of outgoing addresses', () => {
  const guard = new AddressGuard(['10.1.0.0/16']);

  it.each([
    ['93.184.216.34', true],
    ['2606:2800:220:1::1', true],
    ['10.1.2.3', true],
    ['10.2.2.3', false],
    ['127.0.0.1', false],
    ['169.254.169.254', false],
    ['100.64.0.1', false],
    ['0.0.0.0', false],
    ['::1', false],
    ['::', false],
    ['::ffff:127.0.0.1', false],
    ['::ffff:169.254.169.254', false],
    ['fd00::1', false],
    ['fe80::1', false],
    ['64:ff9b::7f00:1', false],
  ])('takes %s for public or allowed: %s', (address, permitted) => {
    expect(guard.permits(address)).toBe(permitted);
  });

  it('pins no name that leads to an address that is not public', async () => {
    await expect(new AddressGuard([]).pin('localhost')).rejects.toThrow(/not public/);
  });

  it('wants ranges', () => {
    expect(() => new AddressGuard(['10.0.0.0/99'])).toThrow(expect.objectContaining({ code: 'ADDRESS_RANGE_INVALID' }));
  });
});
