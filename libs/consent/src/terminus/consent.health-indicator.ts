import { Inject, Injectable } from '@nestjs/common';
import { dialectOf } from '@nest-privacy/core/typeorm';
import { HealthIndicatorService, type HealthIndicatorResult } from '@nestjs/terminus';
import { type DataSource } from 'typeorm';
import { CONSENT_DATA_SOURCE } from '../consent-data-source.js';
import { APPEND_ONLY_TRIGGERS } from '../migrations/append-only-triggers.js';

const PRESENT = {
  postgres: `SELECT tgname AS name FROM pg_trigger
    WHERE tgrelid = to_regclass('privacy_consent_record') AND NOT tgisinternal AND tgenabled IN ('O', 'A')`,
  sqlite: `SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'privacy_consent_record'`,
};

/** Healthy while the database answers and still refuses to change records. For a terminus health check; needs `TerminusModule`. */
@Injectable()
export class ConsentHealthIndicator {
  constructor(
    @Inject(CONSENT_DATA_SOURCE) private readonly source: DataSource,
    private readonly health: HealthIndicatorService,
  ) {}

  /** @param key name of the part in the health report */
  async isHealthy<K extends string = 'consent'>(key: K = 'consent' as K): Promise<HealthIndicatorResult<K>> {
    const part = this.health.check(key);
    const dialect = dialectOf(this.source);
    try {
      const rows: { name: string }[] = await this.source.query(PRESENT[dialect]);
      const present = new Set(rows.map(({ name }) => name));
      const missing = APPEND_ONLY_TRIGGERS[dialect].filter((name) => !present.has(name));
      return missing.length === 0 ? part.up() : part.down({ reason: 'APPEND_ONLY_TRIGGER_MISSING', missing });
    } catch {
      return part.down({ reason: 'DATABASE_UNREACHABLE' });
    }
  }
}
