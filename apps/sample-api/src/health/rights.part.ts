import { Inject, Injectable } from '@nestjs/common';
import { AuditSealer, ErasureSchedule } from '@nest-privacy/rights';
import { type Part, type PartHealth } from './part.js';

/** Whether what administrators do is sealed, and what persons asked to be erased is. */
@Injectable()
export class RightsPart implements Part {
  readonly name = 'rights';

  constructor(
    @Inject(AuditSealer) private readonly audit: Pick<AuditSealer, 'isFailing'>,
    @Inject(ErasureSchedule) private readonly erasures: Pick<ErasureSchedule, 'isFailing'>,
  ) {}

  check(): Promise<PartHealth> {
    const failing = [this.audit.isFailing && 'sealing of the audit log', this.erasures.isFailing && 'erasure'];
    const reasons = failing.filter((name) => name !== false);
    return Promise.resolve(reasons.length === 0 ? { status: 'up' } : { status: 'down', failing: reasons });
  }
}
