import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { Ports } from '@nest-privacy/core/kit';
import { ConsentConfig } from '../consent.config.js';
import { assertCnilConditions } from './cnil-conditions.js';

/** Looks at the conditions of the CNIL's exemption once, when what measures the audience is known. */
@Injectable()
export class CnilGate implements OnModuleInit {
  constructor(
    @Inject(ConsentConfig) private readonly config: ConsentConfig,
    private readonly ports: Ports,
  ) {}

  /** @throws ConfigurationError `CNIL_CONDITION_UNMET` */
  onModuleInit(): void {
    const { cnilAudienceMeasurement: stated } = this.config;
    if (stated) assertCnilConditions(stated, stated.facts ?? this.ports.audienceMeasurement);
  }
}
