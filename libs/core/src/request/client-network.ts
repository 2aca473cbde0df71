import { isIPv4, isIPv6 } from 'node:net';

/** The eight groups of an IPv6 address; an embedded IPv4 address makes the last two. */
function groupsOf(address: string): number[] {
  const embedded = /^(.*:)(\d+)\.(\d+)\.(\d+)\.(\d+)$/.exec(address);
  const text = embedded
    ? `${embedded[1]}${(Number(embedded[2]) * 256 + Number(embedded[3])).toString(16)}:${(Number(embedded[4]) * 256 + Number(embedded[5])).toString(16)}`
    : address;
  const [head = '', tail] = text.split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const gap = tail === undefined ? 0 : 8 - left.length - right.length;
  return [...left, ...Array<string>(gap).fill('0'), ...right].map((group) => parseInt(group, 16));
}

/** An address in parts: four bytes, or eight groups. IPv4 in IPv6 clothes is IPv4; what is no address has no parts. */
function partsOf(address: string): readonly number[] {
  const bare = address.split('%')[0]!;
  if (isIPv4(bare)) return bare.split('.').map(Number);
  if (!isIPv6(bare)) return [];
  const groups = groupsOf(bare);
  const mapped = groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff;
  return mapped ? [groups[6]! >> 8, groups[6]! & 255, groups[7]! >> 8, groups[7]! & 255] : groups;
}

const hex = (groups: readonly number[]): string => groups.map((group) => group.toString(16)).join(':');

/** What identifies a client: the IPv4 address, or the /64 network of an IPv6 address, within which a host changes its address at will. */
export function networkOf(address: string): string {
  const parts = partsOf(address);
  return parts.length === 8 ? `${hex(parts.slice(0, 4))}::/64` : parts.join('.');
}

/** An address with its host part cut off: /24 of IPv4, /48 of IPv6; empty for what is no address. */
export function maskedAddress(address: string): string {
  const parts = partsOf(address);
  if (parts.length === 8) return `${hex(parts.slice(0, 3))}::`;
  return parts.length === 4 ? [...parts.slice(0, 3), 0].join('.') : '';
}
