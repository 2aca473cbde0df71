import { BlockList, isIP } from 'node:net';
import fc from 'fast-check';
import { networkKey, parseNetwork, partsOf } from './network.js';
import { NetworkSet } from './network-set.js';

const RUNS = { numRuns: Number(process.env.PROPERTY_RUNS ?? 300) };

describe('a network', () => {
  it.each([
    ['203.0.113.7', '203.0.113.7/32'],
    ['203.0.113.7/24', '203.0.113.0/24'],
    ['203.0.113.255/25', '203.0.113.128/25'],
    ['0.0.0.0/0', '0.0.0.0/0'],
    ['2001:DB8:0:0:0:0:0:1', '2001:db8::1/128'],
    ['2001:db8:ffff::/33', '2001:db8:8000::/33'],
    ['::/0', '::/0'],
    ['::ffff:203.0.113.7', '203.0.113.7/32'],
    ['::ffff:203.0.113.7/120', '203.0.113.0/24'],
    ['::ffff:cb00:7107', '203.0.113.7/32'],
    ['64:ff9b::203.0.113.7/96', '64:ff9b::/96'],
    [' 10.0.0.0/8 ', '10.0.0.0/8'],
  ])('%s is %s', (text, canonical) => {
    expect(parseNetwork(text)?.text).toBe(canonical);
    expect(parseNetwork(canonical)?.text).toBe(canonical);
  });

  it.each([
    '',
    'localhost',
    '10.0.0',
    '010.0.0.1',
    '10.0.0.0/33',
    '10.0.0.0/-1',
    '10.0.0.0/',
    '10.0.0.0/8/8',
    '10.0.0.0/ 8',
    '::/129',
    'fe80::1%eth0',
    '::ffff:10.0.0.0/95',
    '1:2:3:4:5:6:7:8:9',
    `${'0'.repeat(80)}::1`,
  ])('%j is none', (text) => {
    expect(parseNetwork(text)).toBeUndefined();
  });

  const address = fc.oneof(fc.ipV4(), fc.ipV6());

  it('holds exactly the addresses that Node says it does', () => {
    fc.assert(
      fc.property(
        address,
        fc.nat(128),
        fc.array(address, { maxLength: 5 }),
        fc.nat(128),
        (base, bits, others, flip) => {
          const family = isIP(base) === 6 ? 'ipv6' : 'ipv4';
          const prefix = bits % (family === 'ipv6' ? 129 : 33);
          const network = parseNetwork(`${base}/${prefix}`);
          fc.pre(network?.family === isIP(base));
          const list = new BlockList();
          list.addSubnet(base, prefix, family);
          const set = new NetworkSet([network]);
          const parts = partsOf(base)!;
          const width = parts.length === 1 ? 32 : 16;
          const at = flip % (parts.length * width);
          const near = parts.map((part, i) =>
            i === Math.floor(at / width) ? (part ^ (1 << (at % width))) >>> 0 : part,
          );
          const neighbour =
            near.length === 1
              ? [24, 16, 8, 0].map((shift) => (near[0]! >>> shift) & 255).join('.')
              : near.map((part) => (part & 0xffff).toString(16)).join(':');
          for (const one of [base, neighbour, ...others]) {
            const own = partsOf(one)!.length === 1 ? 'ipv4' : 'ipv6';
            if (own !== family) continue;
            expect([one, set.holds(one)]).toEqual([one, list.check(one, isIP(one) === 6 ? 'ipv6' : 'ipv4')]);
          }
        },
      ),
      RUNS,
    );
  });

  it('has a text that is read back as the same network', () => {
    fc.assert(
      fc.property(address, fc.nat(128), (base, bits) => {
        const network = parseNetwork(`${base}/${bits}`);
        fc.pre(network !== undefined);
        expect(parseNetwork(network.text)).toEqual(network);
        expect(networkKey(partsOf(network.text.split('/')[0]!)!, network.prefix)).toBe(network.key);
      }),
      RUNS,
    );
  });

  it('is told of addresses in whatever clothes they come', () => {
    const set = new NetworkSet([parseNetwork('203.0.113.0/24')!, parseNetwork('fe80::/10')!]);
    const held = ['203.0.113.9', '::ffff:203.0.113.9', '::FFFF:cb00:7109', 'fe80::1%eth0'];
    expect(held.filter((one) => !set.holds(one))).toEqual([]);
    expect(['203.0.114.9', '2001:db8::1', '', 'unknown', '203.0.113'].filter((one) => set.holds(one))).toEqual([]);
  });
});
