import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Clock } from '@nest-privacy/core';
import { FaultLog } from '@nest-privacy/core/kit';
import { RequiredTables, transact } from '@nest-privacy/core/typeorm';
import { type DataSource } from 'typeorm';
import { ConsentConfig } from '../consent.config.js';
import { CONSENT_DATA_SOURCE } from '../consent.data-source.js';
import { LedgerSeals } from './ledger-seals.js';

/** Publishes the keys of the options at the start: they sign evidence and receipts before they seal anything. */
@Injectable()
export class KeyPublication implements OnApplicationBootstrap {
  private readonly faults = new FaultLog(KeyPublication.name);

  constructor(
    @Inject(CONSENT_DATA_SOURCE) private readonly source: DataSource,
    @Inject(ConsentConfig) private readonly config: ConsentConfig,
    @Inject(Clock) private readonly clock: Clock,
    private readonly tables: RequiredTables,
    private readonly seals: LedgerSeals,
  ) {}

  /** A database that takes no writes keeps nobody from starting; the sealer adds the key that it uses. */
  async onApplicationBootstrap(): Promise<void> {
    await this.tables.onApplicationBootstrap();
    try {
      await this.publish();
    } catch (error) {
      this.faults.error(
        'Cannot publish the keys of the ledger; what they sign cannot be checked until they seal',
        error,
      );
    }
  }

  private async publish(): Promise<void> {
    const published = new Set((await this.seals.keys()).map(({ kid }) => kid));
    const keys = this.config.seal.keys.map((key) => key.public);
    if (keys.every(({ kid }) => published.has(kid))) return;
    const now = this.clock.now();
    await transact(this.source, async (manager) => {
      const store = this.seals.store.within(manager);
      // The newest is first in the options, and the last that came.
      for (const [age, key] of keys.entries()) await store.addKey(key, now - age);
    });
  }
}
