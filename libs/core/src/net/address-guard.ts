import { lookup as resolve } from 'node:dns/promises';
import { BlockList, isIP } from 'node:net';
import { ConfigurationError } from '../errors/configuration.error.js';

/** An address that a connection is bound to, so that a second look at the name cannot lead elsewhere. */
export interface PinnedAddress {
  readonly address: string;
  readonly family: 4 | 6;
}

/** Ranges that are not on the public Internet (IANA special-purpose address registries). */
const NOT_PUBLIC: readonly string[] = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
  '::/127',
  '64:ff9b::/96',
  '64:ff9b:1::/48',
  '100::/64',
  '2001::/23',
  '2001:db8::/32',
  '2002::/16',
  'fc00::/7',
  'fe80::/10',
  'ff00::/8',
];

const familyOf = (address: string): 'ipv4' | 'ipv6' => (isIP(address) === 6 ? 'ipv6' : 'ipv4');

function listOf(ranges: readonly string[]): BlockList {
  const list = new BlockList();
  for (const range of ranges) {
    const [address = '', bits] = range.split('/');
    try {
      if (bits === undefined) list.addAddress(address, familyOf(address));
      else list.addSubnet(address, Number(bits), familyOf(address));
    } catch {
      throw new ConfigurationError({
        code: 'ADDRESS_RANGE_INVALID',
        what: `${JSON.stringify(range)} is not a range of addresses`,
        where: 'an option "allowPrivateAddresses"',
        remedy: 'give addresses or CIDR ranges such as 10.1.2.3 or 10.0.0.0/8',
      });
    }
  }
  return list;
}

/**
 * Keeps outgoing requests on the public Internet: a name is resolved once, each of its addresses is checked, and the connection goes to the address
 * that was checked.
 */
export class AddressGuard {
  private readonly refused = listOf(NOT_PUBLIC);
  private readonly allowed: BlockList;

  /**
   * @param allowPrivateAddresses addresses or CIDR ranges that are allowed although they are not public
   * @throws ConfigurationError when one is neither
   */
  constructor(allowPrivateAddresses: readonly string[]) {
    this.allowed = listOf(allowPrivateAddresses);
  }

  /**
   * The address to connect to.
   *
   * @throws Error when the name cannot be resolved, or leads to an address that is not public
   */
  async pin(hostname: string): Promise<PinnedAddress> {
    const bare = hostname.replace(/^\[|\]$/g, '');
    const literal = isIP(bare);
    const found = literal ? [{ address: bare, family: literal }] : await resolve(bare, { all: true });
    const [first] = found;
    if (!first) throw new Error('the name of the destination has no address');
    if (!found.every(({ address }) => this.permits(address)))
      throw new Error('the destination leads to an address that is not public');
    return { address: first.address, family: first.family === 6 ? 6 : 4 };
  }

  /** Whether a connection to an address may be opened. IPv4 in IPv6 clothes is judged as IPv4, by Node's block lists. */
  permits(address: string): boolean {
    const family = familyOf(address);
    return this.allowed.check(address, family) || !this.refused.check(address, family);
  }
}
