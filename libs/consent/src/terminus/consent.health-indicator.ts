import { Inject, Injectable } from '@nestjs/common';
import { missingTriggers } from '@nest-privacy/core/typeorm';
import { HealthIndicatorService, type HealthIndicatorResult } from '@nestjs/terminus';
import { type DataSource } from 'typeorm';
import { CONSENT_DATA_SOURCE } from '../consent-data-source.js';
import { CONSENT_APPEND_ONLY } from '../entities/append-only-tables.js';

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
    try {
      const perTable = await Promise.all(CONSENT_APPEND_ONLY.map((table) => missingTriggers(this.source, table)));
      const missing = perTable.flat();
      return missing.length === 0 ? part.up() : part.down({ reason: 'APPEND_ONLY_TRIGGER_MISSING', missing });
    } catch {
      return part.down({ reason: 'DATABASE_UNREACHABLE' });
    }
  }
}
