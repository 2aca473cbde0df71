/** An address, or a network of them, from which nothing is counted. */
export interface BlockedNetwork {
  /** A UUID of version 7; they are in the order in which the entries were made. */
  readonly id: string;
  /** Canonical, such as `203.0.113.0/24`. */
  readonly network: string;
  /** Id of the site; `null` for all. */
  readonly site: string | null;
  readonly reason: string;
  /** When it ends; `null` for never. */
  readonly expiresAt: Date | null;
  readonly createdAt: Date;
  /** Another random number of 31 bits with every change. */
  readonly revision: number;
}

/** What came of an attempt to add an entry; `known`: there is one of this network for this site. */
export type BlockingOutcome = 'added' | 'known' | 'full';

/** Keeps the blocked networks. */
export interface BlockedNetworks {
  /** Changes whenever the list does. */
  revision(): Promise<string>;
  /** All of them. */
  all(): Promise<readonly BlockedNetwork[]>;
  /**
   * Some of them, in the order of their ids.
   *
   * @param after only those with a greater id
   */
  some(after: string | undefined, count: number): Promise<readonly BlockedNetwork[]>;
  get(id: string): Promise<BlockedNetwork | undefined>;
  /**
   * Adds an entry, and takes away those that have ended by then.
   *
   * @param most entries that there may be
   */
  add(entry: BlockedNetwork, most: number): Promise<BlockingOutcome>;
  /**
   * Changes reason, end and revision of the entry with the same id.
   *
   * @param revision that it still has to have
   * @returns whether it had it
   */
  change(entry: BlockedNetwork, revision: number): Promise<boolean>;
  /** @returns whether it was there with this revision */
  remove(id: string, revision: number): Promise<boolean>;
}

/** Injection token of {@link BlockedNetworks}; a store of the application's own may do without it, and then no address can be blocked. */
export const BlockedNetworks = Symbol.for('@nest-privacy/analytics:BlockedNetworks');
