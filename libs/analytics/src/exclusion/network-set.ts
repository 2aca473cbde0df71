import { type Network, networkKey, partsOf } from './network.js';

/**
 * Networks, of which it is told in a moment whether one holds an address: as many looks as there are lengths of prefixes, and not as there are networks, for every page view
 * asks. (A `BlockList` of Node goes through all of them.)
 */
export class NetworkSet {
  private readonly byFamily = { 4: new Map<number, Set<string>>(), 6: new Map<number, Set<string>>() };

  constructor(networks: Iterable<Network>) {
    for (const { family, prefix, key } of networks) {
      const keys = this.byFamily[family].get(prefix);
      if (keys) keys.add(key);
      else this.byFamily[family].set(prefix, new Set([key]));
    }
  }

  /** Whether one of them holds the address; what is no address is in none. */
  holds(address: string): boolean {
    const parts = partsOf(address);
    if (parts === undefined) return false;
    for (const [prefix, keys] of this.byFamily[parts.length === 1 ? 4 : 6])
      if (keys.has(networkKey(parts, prefix))) return true;
    return false;
  }
}
