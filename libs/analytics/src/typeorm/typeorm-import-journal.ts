import { randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '@nest-privacy/core';
import { write } from '@nest-privacy/core/typeorm';
import { DataSource } from 'typeorm';
import { ANALYTICS_DATA_SOURCE } from '../analytics.data-source.js';
import { AnalyticsImportEntity } from '../entities/analytics-import.entity.js';
import { saltDayOf, SaltMemory } from '../identity/salt-memory.js';
import { SaltKeys, saltOf } from '../identity/salt-keys.js';
import { type ImportJournal, type ImportPosition, type OpenImport } from '../store/import-journal.js';

const SEED_BYTES = 32;

/** Keeps imports in a table, whose rows tell no secret without the key of the day on which the import began. */
@Injectable()
export class TypeOrmImportJournal implements ImportJournal {
  private readonly salts: SaltMemory;

  constructor(
    @Inject(ANALYTICS_DATA_SOURCE) private readonly source: DataSource,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(SaltKeys) private readonly keys: SaltKeys,
  ) {
    this.salts = new SaltMemory(clock);
  }

  async open(log: string): Promise<OpenImport> {
    const row = await this.rowOf(log);
    const day = saltDayOf(row.begun.getTime());
    return {
      // The key of a day that began just before midnight may be gone at once where a clock went wrong; nothing is lost by a secret of this process alone then.
      secret: saltOf(this.keys.of(day) ?? randomBytes(SEED_BYTES), Buffer.from(row.seed, 'hex'), 'import'),
      position: row.position === null ? undefined : (JSON.parse(row.position) as ImportPosition),
      save: async (position) => {
        await write(this.source, (manager) =>
          manager.update(AnalyticsImportEntity, { log }, { position: JSON.stringify(position) }),
        );
      },
      finish: async () => {
        await write(this.source, (manager) => manager.delete(AnalyticsImportEntity, { log }));
      },
    };
  }

  /** One that is too old for its secret goes on with another. */
  private rowOf(log: string): Promise<AnalyticsImportEntity> {
    return write(this.source, async (manager) => {
      const fresh = { log, begun: new Date(this.clock.now()), seed: randomBytes(SEED_BYTES).toString('hex') };
      const repository = manager.getRepository(AnalyticsImportEntity);
      const there = await repository.findOneBy({ log });
      if (there && saltDayOf(there.begun.getTime()) >= this.salts.oldest) return there;
      if (there) return repository.save({ ...there, ...fresh });
      await repository
        .createQueryBuilder()
        .insert()
        .values({ ...fresh, position: null })
        .orIgnore()
        .execute();
      return repository.findOneByOrFail({ log });
    });
  }
}
