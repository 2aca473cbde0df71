import { Inject, Injectable } from '@nestjs/common';
import { Clock, minutes } from '@nest-privacy/core';
import { type LogSealer, type TreeHead } from '@nest-privacy/core/sealing';
import { ConsentConfig } from '../consent.config.js';
import { RecordFollowers } from '../ledger/record-followers.js';
import { LedgerSeals, SEALER } from './ledger-seals.js';

/** Between two looks: in a rolling deployment a process may seal by an older key after a look. */
const INTERVAL = minutes(10);

/**
 * Has the newest key sign every head that another of the options signed last, so that a site on which nobody decides any more does not rest upon a key that is
 * taken out of the list.
 */
@Injectable()
export class HeadRenewal {
  private dueAt = 0;

  constructor(
    @Inject(ConsentConfig) private readonly config: ConsentConfig,
    @Inject(Clock) private readonly clock: Clock,
    private readonly followers: RecordFollowers,
    private readonly seals: LedgerSeals,
  ) {}

  /** @returns the newest heads of all logs where it was time to look, and none otherwise, or while another process seals */
  async look(sealer: LogSealer): Promise<readonly TreeHead[]> {
    const now = this.clock.now();
    if (now < this.dueAt) return [];
    const logs = await this.seals.logs();
    const heads = await this.followers.alone(SEALER, async (manager) => {
      const store = this.seals.store.within(manager);
      const keys = this.config.seal.keys.map((key) => key.public);
      await store.addKey(keys[0]!, now);
      const found: TreeHead[] = [];
      for (const log of logs) found.push(...[(await sealer.renew(log, keys, store, now)) ?? []].flat());
      return found;
    });
    if (heads) this.dueAt = now + INTERVAL;
    return heads ?? [];
  }
}
