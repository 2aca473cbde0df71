import { type DynamicModule, Module } from '@nestjs/common';
import { TerminusModule } from '@nestjs/terminus';
import { ConsentHealthIndicator } from '@nest-privacy/consent/terminus';
import { type Settings } from '../config/settings.js';
import { ConsentPart } from './consent.part.js';
import { DatabasePart } from './database.part.js';
import { HEALTH_PARTS, HealthController } from './health.controller.js';
import { type Part } from './part.js';
import { QueuePart } from './queue.part.js';
import { RightsPart } from './rights.part.js';

/** Liveness and readiness, for whoever supervises the process. */
@Module({})
export class HealthModule {
  static forRoot({ environment }: Settings): DynamicModule {
    const ofVisitors = environment.ROLE === 'worker' ? [] : [ConsentPart];
    const parts = [DatabasePart, QueuePart, RightsPart, ...ofVisitors];
    return {
      module: HealthModule,
      imports: [TerminusModule.forRoot({ logger: false })],
      controllers: [HealthController],
      providers: [
        ...parts,
        ...(ofVisitors.length > 0 ? [ConsentHealthIndicator] : []),
        { provide: HEALTH_PARTS, useFactory: (...all: Part[]) => all, inject: parts },
      ],
    };
  }
}
