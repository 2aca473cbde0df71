import { randomInt } from 'node:crypto';
import { Inject, Injectable, Optional } from '@nestjs/common';
import { Clock, type Page } from '@nest-privacy/core';
import { invalidInput, isId, isTagNamed, newIdAt, pageOf, parseInstant } from '@nest-privacy/core/kit';
import { type BlockedNetwork, BlockedNetworks } from '../store/blocked-networks.js';
import { BlockedMemory } from './blocked-memory.js';
import { blockChanged, blockingUnsupported, blockKnown, blocksFull, blockUnknown } from './blocking-problems.js';
import { parseNetwork } from './network.js';

/** Entries that there may be. */
export const MOST_BLOCKED = 10_000;
const REVISIONS = 2 ** 31;

/** What an administrator says of a network that is to be blocked. */
export interface BlockingInput {
  readonly network: string;
  /** Id of a site, which is known by now; `null` for all. */
  readonly site: string | null;
  readonly reason: string;
  /** A point in time as text; `null` for never. */
  readonly expiresAt: string | null;
}

/** What is to change of an entry; what is left out stays. */
export type BlockingChange = Partial<Pick<BlockingInput, 'reason' | 'expiresAt'>>;

/** The strong entity tag of an entry. */
export const tagOf = ({ revision }: BlockedNetwork): string => `"${revision.toString(36)}"`;

/** The addresses and networks from which nothing is counted, as administrators keep them. Whatever changes here, this process heeds at once. */
@Injectable()
export class BlockedAddresses {
  constructor(
    @Inject(Clock) private readonly clock: Clock,
    private readonly memory: BlockedMemory,
    @Optional() @Inject(BlockedNetworks) private readonly kept?: BlockedNetworks,
  ) {}

  /**
   * In the order in which they were made.
   *
   * @param after the id behind which the page begins
   * @throws ProblemException 501 `BLOCKING_UNSUPPORTED`, as all of them
   */
  async page(after: string | undefined, limit: number): Promise<Page<BlockedNetwork>> {
    return pageOf(await this.networks().some(after, limit + 1), limit, ({ id }) => [id]);
  }

  /** @throws ProblemException 404 `BLOCKED_ADDRESS_UNKNOWN` */
  async get(id: string): Promise<BlockedNetwork> {
    const networks = this.networks();
    const entry = isId(id) ? await networks.get(id) : undefined;
    if (entry) return entry;
    throw blockUnknown();
  }

  /** @throws ProblemException 400 `VALIDATION_FAILED`, 409 `ADDRESS_ALREADY_BLOCKED`, 409 `BLOCKED_ADDRESSES_FULL` */
  async add({ network, site, reason, expiresAt }: BlockingInput): Promise<BlockedNetwork> {
    const networks = this.networks();
    const text = canonical(network);
    const now = this.clock.now();
    const entry = {
      id: newIdAt(now),
      network: text,
      site,
      reason,
      expiresAt: this.endOf(expiresAt),
      createdAt: new Date(now),
      revision: randomInt(REVISIONS),
    };
    const outcome = await networks.add(entry, MOST_BLOCKED);
    if (outcome === 'known') throw blockKnown(text);
    if (outcome === 'full') throw blocksFull(MOST_BLOCKED);
    await this.memory.changed();
    return entry;
  }

  /**
   * @param condition entity tags as `If-Match` names them
   * @throws ProblemException 400 `VALIDATION_FAILED`, 404 `BLOCKED_ADDRESS_UNKNOWN`, 412 `PRECONDITION_FAILED`
   */
  async change(id: string, change: BlockingChange, condition: string): Promise<BlockedNetwork> {
    const entry = await this.expected(id, condition);
    const { reason = entry.reason, expiresAt } = change;
    const end = expiresAt === undefined ? entry.expiresAt : this.endOf(expiresAt);
    const changed = { ...entry, reason, expiresAt: end, revision: randomInt(REVISIONS) };
    if (!(await this.networks().change(changed, entry.revision))) throw blockChanged(tagOf(await this.get(id)));
    await this.memory.changed();
    return changed;
  }

  /** @throws as {@link change} */
  async remove(id: string, condition: string): Promise<void> {
    const { revision } = await this.expected(id, condition);
    if (!(await this.networks().remove(id, revision))) throw blockChanged(tagOf(await this.get(id)));
    await this.memory.changed();
  }

  private networks(): BlockedNetworks {
    if (this.kept) return this.kept;
    throw blockingUnsupported();
  }

  private async expected(id: string, condition: string): Promise<BlockedNetwork> {
    const entry = await this.get(id);
    if (isTagNamed(tagOf(entry), condition)) return entry;
    throw blockChanged(tagOf(entry));
  }

  private endOf(text: string | null): Date | null {
    if (text === null) return null;
    const end = parseInstant(text);
    if (end !== undefined && end.getTime() > this.clock.now()) return end;
    throw invalidInput([{ path: 'expiresAt', detail: 'must be a time to come, such as 2030-06-15T12:00:00Z' }]);
  }
}

function canonical(network: string): string {
  const read = parseNetwork(network);
  if (read) return read.text;
  throw invalidInput([
    {
      path: 'network',
      detail: 'must be an address or a network, such as 203.0.113.7, 203.0.113.0/24 or 2001:db8::/32',
    },
  ]);
}
