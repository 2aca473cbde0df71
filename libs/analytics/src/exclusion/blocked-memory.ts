import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy, Optional } from '@nestjs/common';
import { Broadcast, Clock, seconds } from '@nest-privacy/core';
import { FaultLog, FreshReading, newId } from '@nest-privacy/core/kit';
import { AnalyticsConfig } from '../analytics.config.js';
import { type BlockedNetwork, BlockedNetworks } from '../store/blocked-networks.js';
import { type Network, parseNetwork } from './network.js';
import { NetworkSet } from './network-set.js';

const TOPIC = 'nest-privacy:analytics-blocked';
/** Milliseconds after which a process knows of a change for certain, and of an end. */
const STALENESS = seconds(10);
const EVERYWHERE = '';

/**
 * The blocked networks in memory, from which every request is judged. Other processes hear of a change at once where `Broadcast` joins them, and within 10 seconds where not;
 * an entry that ends may hold for that long, too. With the database away they stay as they were.
 */
@Injectable()
export class BlockedMemory implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly faults = new FaultLog(BlockedMemory.name);
  private readonly self = newId();
  private readonly reading = new FreshReading(() => this.learn());
  private bySite: ReadonlyMap<string, NetworkSet> = new Map();
  private revision: string | undefined;
  private nextEnd = Infinity;
  private timer: NodeJS.Timeout | undefined;
  private unsubscribe: (() => void) | undefined;

  constructor(
    @Inject(AnalyticsConfig) private readonly config: AnalyticsConfig,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Broadcast) private readonly broadcast: Broadcast,
    @Optional() @Inject(BlockedNetworks) private readonly networks?: BlockedNetworks,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    if (this.networks === undefined || this.config.role === 'process') return;
    this.unsubscribe = this.broadcast.subscribe(TOPIC, (from) => void (from === this.self || this.look()));
    await this.look();
    this.timer = setInterval(() => void this.look(this.reading.join()), STALENESS);
    this.timer.unref();
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.timer);
    this.unsubscribe?.();
    await this.reading.ended();
  }

  get isEmpty(): boolean {
    return this.bySite.size === 0;
  }

  /** Whether the address is blocked for the site. */
  holds(address: string, site: string): boolean {
    const { bySite } = this;
    return bySite.get(EVERYWHERE)?.holds(address) === true || bySite.get(site)?.holds(address) === true;
  }

  /** Takes in a change that this process has made, and tells the others of it. */
  async changed(): Promise<void> {
    const done = this.look();
    this.broadcast.publish(TOPIC, this.self);
    await done;
  }

  /** A failure leaves everything as it is, and the next look tries again. */
  private async look(reading = this.reading.begin()): Promise<void> {
    try {
      await reading;
    } catch (error) {
      this.faults.error('Cannot read the blocked addresses; going on with those in memory', error);
    }
  }

  private async learn(): Promise<void> {
    const networks = this.networks!;
    const revision = await networks.revision();
    const now = this.clock.now();
    if (revision === this.revision && now < this.nextEnd) return;
    const entries = (await networks.all()).filter(({ expiresAt }) => expiresAt === null || expiresAt.getTime() > now);
    this.bySite = setsOf(entries);
    this.nextEnd = Math.min(Infinity, ...entries.map(({ expiresAt }) => expiresAt?.getTime() ?? Infinity));
    this.revision = revision;
  }
}

function setsOf(entries: readonly BlockedNetwork[]): ReadonlyMap<string, NetworkSet> {
  const bySite = new Map<string, Network[]>();
  for (const { site, network } of entries) {
    const read = parseNetwork(network);
    const place = site ?? EVERYWHERE;
    if (read === undefined) continue;
    const known = bySite.get(place);
    if (known) known.push(read);
    else bySite.set(place, [read]);
  }
  return new Map([...bySite].map(([site, networks]) => [site, new NetworkSet(networks)]));
}
