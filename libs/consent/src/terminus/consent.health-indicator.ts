import { Inject, Injectable } from '@nestjs/common';
import { missingTriggers } from '@nest-privacy/core/typeorm';
import { HealthIndicatorService, type HealthIndicatorResult } from '@nestjs/terminus';
import { type DataSource } from 'typeorm';
import { CONSENT_DATA_SOURCE } from '../consent.data-source.js';
import { CONSENT_APPEND_ONLY } from '../entities/append-only-entities.js';
import { LEDGER_TAMPERED } from '../seal/ledger-tampered.js';
import { SealStatus } from '../seal/seal-status.js';
import { RevocationStatus } from '../revocation/revocation-status.js';

/**
 * Healthy while the database answers, still refuses to change records, and the check of the ledger finds nothing that was changed all the same; tells how well this process knows which cookies no longer count. For a terminus
 * health check; needs `TerminusModule`.
 */
@Injectable()
export class ConsentHealthIndicator {
  constructor(
    @Inject(CONSENT_DATA_SOURCE) private readonly source: DataSource,
    private readonly health: HealthIndicatorService,
    private readonly revocations: RevocationStatus,
    private readonly seals: SealStatus,
  ) {}

  /** @param key name of the part in the health report */
  async isHealthy<K extends string = 'consent'>(key: K = 'consent' as K): Promise<HealthIndicatorResult<K>> {
    const part = this.health.check(key);
    const revocations = this.revocations.report;
    try {
      const perTable = await Promise.all(CONSENT_APPEND_ONLY.map((entity) => missingTriggers(this.source, entity)));
      const missing = perTable.flat();
      const seal = await this.seals.report();
      if (seal.fault) return part.down({ reason: LEDGER_TAMPERED.code, seal, revocations });
      if (missing.length === 0) return part.up({ seal, revocations });
      return part.down({ reason: 'APPEND_ONLY_TRIGGER_MISSING', missing, seal, revocations });
    } catch {
      return part.down({ reason: 'DATABASE_UNREACHABLE', revocations });
    }
  }
}
