import { networkOf, maskedAddress } from './client-network.js';

describe('the network of a client', () => {
  it.each([
    ['192.0.2.7', '192.0.2.7', '192.0.2.0'],
    ['::ffff:192.0.2.7', '192.0.2.7', '192.0.2.0'],
    ['::ffff:c000:207', '192.0.2.7', '192.0.2.0'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64', '2001:db8:1::'],
    ['2001:DB8:1:2::9', '2001:db8:1:2::/64', '2001:db8:1::'],
    ['2001:db8::', '2001:db8:0:0::/64', '2001:db8:0::'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64', 'fe80:0:0::'],
    ['::1', '0:0:0:0::/64', '0:0:0::'],
    ['nonsense', '', ''],
  ])('of %s is %s, masked %s', (address, network, masked) => {
    expect([networkOf(address), maskedAddress(address)]).toEqual([network, masked]);
  });
});
