import { Injectable } from '@nestjs/common';
import { ConsentHealthIndicator } from '@nest-privacy/consent/terminus';
import { type Part, type PartHealth } from './part.js';

/** Whether the ledger of consent is protected, and what else ConsentModule says of itself. */
@Injectable()
export class ConsentPart implements Part {
  readonly name = 'consent';

  constructor(private readonly indicator: ConsentHealthIndicator) {}

  async check(): Promise<PartHealth> {
    return (await this.indicator.isHealthy('consent')).consent;
  }
}
