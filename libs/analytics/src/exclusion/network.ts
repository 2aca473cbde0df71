import { isIPv4, isIPv6 } from 'node:net';

/** An address in parts that are numbers: one of 32 bits for IPv4, eight of 16 for IPv6. */
type Parts = readonly number[];

/** A network of addresses. */
export interface Network {
  /** As it is written: canonical by RFC 5952, with the prefix, such as `203.0.113.0/24`. */
  readonly text: string;
  readonly family: 4 | 6;
  /** Bits that all its addresses share. */
  readonly prefix: number;
  /** What all its addresses have for {@link networkKey}. */
  readonly key: string;
}

const LONGEST_TEXT = 64;
const PREFIX = /^\d{1,3}$/;

const ofIPv4 = (text: string): number => text.split('.').reduce((sum, byte) => sum * 256 + Number(byte), 0);

/** The eight groups; the parser of URLs writes every address in one way (WHATWG URL Standard, section 3.5), an IPv4 address within it too. */
function groupsOf(text: string): number[] {
  const [head = '', tail] = new URL(`http://[${text}]/`).hostname.slice(1, -1).split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const gap = tail === undefined ? 0 : 8 - left.length - right.length;
  return [...left, ...Array<string>(gap).fill('0'), ...right].map((group) => parseInt(group, 16));
}

/** Whether it is an IPv4 address in the clothes of IPv6 (RFC 4291, section 2.5.5.2). */
const isMapped = (groups: Parts): boolean => groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff;

/** The parts of an address; `undefined` for what is none. IPv4 in IPv6 clothes is IPv4, and a zone is left out. */
export function partsOf(address: string): Parts | undefined {
  if (isIPv4(address)) return [ofIPv4(address)];
  const bare = address.split('%', 1)[0]!;
  if (!isIPv6(bare)) return undefined;
  const groups = groupsOf(bare);
  return isMapped(groups) ? [groups[6]! * 65_536 + groups[7]!] : groups;
}

/** What two addresses have in common exactly if they share their first `prefix` bits. */
export function networkKey(parts: Parts, prefix: number): string {
  const width = parts.length === 1 ? 32 : 16;
  const whole = Math.floor(prefix / width);
  const rest = prefix % width;
  const kept = parts.slice(0, whole);
  if (rest === 0) return kept.join(':');
  const unit = 2 ** (width - rest);
  return [...kept, Math.floor(parts[whole]! / unit) * unit].join(':');
}

const textOf = (parts: Parts): string =>
  parts.length === 1
    ? [24, 16, 8, 0].map((shift) => Math.floor(parts[0]! / 2 ** shift) % 256).join('.')
    : new URL(`http://[${parts.map((part) => part.toString(16)).join(':')}]/`).hostname.slice(1, -1);

/**
 * Reads a network such as `203.0.113.0/24` or `2001:db8::/32`, or a single address, which is one of 32 or 128 bits. Bits behind the prefix are set to zero; IPv4 in IPv6
 * clothes is IPv4.
 *
 * @returns `undefined` for what is none
 */
export function parseNetwork(text: string): Network | undefined {
  const [address = '', given, more] = text.length > LONGEST_TEXT ? [] : text.trim().split('/');
  const parts = address.includes('%') ? undefined : partsOf(address);
  if (parts === undefined || more !== undefined) return undefined;
  const isIPv4Within = parts.length === 1 && address.includes(':');
  const most = parts.length === 1 && !isIPv4Within ? 32 : 128;
  if (given !== undefined && (!PREFIX.test(given) || Number(given) > most)) return undefined;
  const prefix = Number(given ?? most) - (isIPv4Within ? 96 : 0);
  // A network that is wider than all of IPv4 in IPv6 clothes has no other way to be written.
  if (prefix < 0) return undefined;
  const key = networkKey(parts, prefix);
  const filled = [...(key === '' ? [] : key.split(':').map(Number)), ...Array<number>(8).fill(0)];
  const family = parts.length === 1 ? 4 : 6;
  return { text: `${textOf(filled.slice(0, parts.length))}/${prefix}`, family, prefix, key };
}
