import { randomBytes } from 'node:crypto';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { Clock, days, hours } from '@nest-privacy/core';
import { write } from '@nest-privacy/core/typeorm';
import { DataSource, LessThan } from 'typeorm';
import { ANALYTICS_DATA_SOURCE } from '../analytics.data-source.js';
import { AnalyticsSaltEntity } from '../entities/analytics-salt.entity.js';
import { type SaltSource } from './salt-source.js';

const SALT_BYTES = 32;
const SWEEP = hours(1);

const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);

/**
 * A random salt of 256 bits for each UTC day, shared by all processes through the database: whichever inserts first wins. It can be derived from nothing,
 * and once its day and the next hours are over it is deleted, here and there.
 */
@Injectable()
export class SaltVault implements SaltSource {
  private readonly logger = new Logger(SaltVault.name);
  private readonly known = new Map<string, Buffer>();
  private timer: NodeJS.Timeout | undefined;

  constructor(
    @Inject(ANALYTICS_DATA_SOURCE) private readonly source: DataSource,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  async saltOf(day: string): Promise<Buffer | null> {
    this.forget();
    const known = this.known.get(day);
    if (known) return known;
    if (day < this.oldest()) return null;
    const salt = await this.agree(day);
    this.known.set(day, salt);
    return salt;
  }

  async start(): Promise<void> {
    await this.sweep();
    this.timer = setInterval(() => void this.sweep(), SWEEP);
    this.timer.unref();
  }

  stop(): void {
    clearInterval(this.timer);
    this.known.clear();
  }

  /** Destroys the salts of days that are over for good; a database that is away gets another chance within the hour. */
  async sweep(): Promise<void> {
    this.forget();
    try {
      await write(this.source, (manager) => manager.delete(AnalyticsSaltEntity, { day: LessThan(this.oldest()) }));
    } catch (error) {
      this.logger.warn(`old salts could not be destroyed yet: ${(error as Error).message}`);
    }
  }

  /**
   * Yesterday's salt serves what midnight found in a buffer; it is gone an hour before 48 hours are over since it was made at the earliest, so
   * that an hourly sweep keeps the promise.
   */
  private oldest(): string {
    return dayOf(this.clock.now() - days(1) + SWEEP);
  }

  private forget(): void {
    const oldest = this.oldest();
    for (const day of this.known.keys()) if (day < oldest) this.known.delete(day);
  }

  private agree(day: string): Promise<Buffer> {
    return write(this.source, async (manager) => {
      const repository = manager.getRepository(AnalyticsSaltEntity);
      const own = { day, salt: randomBytes(SALT_BYTES).toString('hex') };
      const there =
        (await repository.findOneBy({ day })) ??
        (await repository.createQueryBuilder().insert().values(own).orIgnore().execute(),
        await repository.findOneByOrFail({ day }));
      return Buffer.from(there.salt, 'hex');
    });
  }
}
