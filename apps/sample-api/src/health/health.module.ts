import { type DynamicModule, Module } from '@nestjs/common';
import { TerminusModule } from '@nestjs/terminus';
import { ConsentHealthIndicator } from '@nest-privacy/consent/terminus';
import { type Settings } from '../config/settings.js';
import { HealthController } from './health.controller.js';
import { QueueHealthIndicator } from './queue.health.js';

/** Liveness and readiness, for whoever supervises the process. */
@Module({})
export class HealthModule {
  static forRoot({ environment }: Settings): DynamicModule {
    return {
      module: HealthModule,
      imports: [TerminusModule.forRoot({ logger: false })],
      controllers: [HealthController],
      providers: [QueueHealthIndicator, ...(environment.ROLE === 'worker' ? [] : [ConsentHealthIndicator])],
    };
  }
}
