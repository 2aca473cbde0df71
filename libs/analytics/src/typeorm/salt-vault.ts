import { randomBytes } from 'node:crypto';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { Clock } from '@nest-privacy/core';
import { dialectOf, perDataSource, read, tableOf, write } from '@nest-privacy/core/typeorm';
import { DataSource, type EntityManager, LessThan } from 'typeorm';
import { ANALYTICS_DATA_SOURCE } from '../analytics.data-source.js';
import { AnalyticsImportEntity } from '../entities/analytics-import.entity.js';
import { AnalyticsSaltEntity } from '../entities/analytics-salt.entity.js';
import { SALT_SWEEP, saltDayOf, SaltMemory } from '../identity/salt-memory.js';
import { SaltKeys, saltOf } from '../identity/salt-keys.js';
import { type SaltSource } from '../identity/salt-source.js';

const SEED_BYTES = 32;

/** Runs statements by one manager or another. */
type Asking = <T>(work: (manager: EntityManager) => Promise<T>) => Promise<T>;

const importsBefore = perDataSource((source) =>
  tableOf(source, AnalyticsImportEntity).sql(
    `DELETE FROM {} WHERE {begun} < ${dialectOf(source) === 'postgres' ? '$1' : '?'}`,
  ),
);

/**
 * A salt of 256 bits for each UTC day, of two halves: random bits in the database, shared by all processes, of which whichever inserts first wins; and the
 * day's key, which no database holds. So neither a dead row, a write-ahead log nor a backup tells a salt. Once its day and the next hours are over, both
 * halves and the salt itself are destroyed.
 */
@Injectable()
export class SaltVault implements SaltSource {
  private readonly logger = new Logger(SaltVault.name);
  private readonly memory: SaltMemory;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    @Inject(ANALYTICS_DATA_SOURCE) private readonly source: DataSource,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(SaltKeys) private readonly keys: SaltKeys,
  ) {
    this.memory = new SaltMemory(clock);
  }

  async saltOf(day: string): Promise<Buffer | null> {
    const known = this.memory.get(day);
    if (known) return known;
    const salt = await this.agreed(day, (work) => write(this.source, work));
    if (salt) this.memory.set(day, salt);
    return salt;
  }

  /**
   * As {@link saltOf}, within a transaction of somebody else's: by no other connection, which may not be had while all are in such transactions. What may be undone
   * is not remembered.
   */
  async saltWithin(day: string, manager: EntityManager): Promise<Buffer | null> {
    return this.memory.get(day) ?? this.agreed(day, (work) => work(manager));
  }

  /** @throws ConfigurationError when the keys cannot be had */
  async start(): Promise<void> {
    this.keys.of(saltDayOf(this.clock.now()));
    await this.sweep();
    this.timer = setInterval(() => void this.sweep(), SALT_SWEEP);
    this.timer.unref();
  }

  stop(): void {
    clearInterval(this.timer);
    this.memory.clear();
  }

  /** Destroys both halves of the salts of days that are over for good, and the secrets of imports that began on them; what is away gets another chance within the hour. */
  async sweep(): Promise<void> {
    this.memory.forget();
    const { oldest } = this.memory;
    await this.attempt(() => this.keys.forgetBefore(oldest));
    await this.attempt(() => this.destroyBefore(oldest));
    await this.attempt(() =>
      write(this.source, (manager) => manager.query(importsBefore(this.source), [Date.parse(oldest)])),
    );
  }

  private async attempt(work: () => unknown): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.logger.warn(`old salts could not be destroyed yet: ${(error as Error).message}`);
    }
  }

  /** Of all processes one finds the row of a day, and says so. */
  private async destroyBefore(oldest: string): Promise<void> {
    const old = await read(this.source, (manager) => manager.findBy(AnalyticsSaltEntity, { day: LessThan(oldest) }));
    for (const { day } of old) {
      const { affected } = await write(this.source, (manager) => manager.delete(AnalyticsSaltEntity, { day }));
      if (affected !== 0) this.logger.log(`the salt of ${day} is destroyed`);
    }
  }

  private async agreed(day: string, ask: Asking): Promise<Buffer | null> {
    const key = day < this.memory.oldest ? null : this.keys.of(day);
    return key && saltOf(key, await this.agree(day, ask), day);
  }

  private async agree(day: string, ask: Asking): Promise<Buffer> {
    const own = randomBytes(SEED_BYTES).toString('hex');
    const agreed = await ask(async (manager) => {
      const repository = manager.getRepository(AnalyticsSaltEntity);
      return (
        (await repository.findOneBy({ day })) ??
        (await repository.createQueryBuilder().insert().values({ day, salt: own }).orIgnore().execute(),
        await repository.findOneByOrFail({ day }))
      );
    });
    if (agreed.salt === own) this.logger.log(`there is a new salt, of ${day}`);
    return Buffer.from(agreed.salt, 'hex');
  }
}
