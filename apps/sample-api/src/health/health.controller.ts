import { Controller, Get, Header, Optional } from '@nestjs/common';
import { HealthCheckService, type HealthCheckResult, TypeOrmHealthIndicator } from '@nestjs/terminus';
import { ConsentHealthIndicator } from '@nest-privacy/consent/terminus';
import { ProblemException } from '@nest-privacy/core';
import { QueueHealthIndicator } from './queue.health.js';

/** How long a dependency may take to answer, in milliseconds. */
const PATIENCE_MS = 1_500;

/** Whether the process lives, and whether it can do its work. */
@Controller('health')
export class HealthController {
  constructor(
    private readonly health: HealthCheckService,
    private readonly database: TypeOrmHealthIndicator,
    private readonly queue: QueueHealthIndicator,
    @Optional() private readonly consent?: ConsentHealthIndicator,
  ) {}

  /** Answers as long as the process serves requests; asks nobody else. */
  @Get('live')
  @Header('Cache-Control', 'no-store')
  live(): { status: 'ok' } {
    return { status: 'ok' };
  }

  /** Answers 200 when the database and the queue do and the ledger of consent is protected, else 503. */
  @Get('ready')
  @Header('Cache-Control', 'no-store')
  async ready(): Promise<HealthCheckResult> {
    const { consent } = this;
    try {
      return await this.health.check([
        () => this.database.pingCheck('database', { timeout: PATIENCE_MS }),
        () => this.queue.check('queue', PATIENCE_MS),
        ...(consent ? [() => consent.isHealthy('consent')] : []),
      ]);
    } catch (cause) {
      throw notReady(cause);
    }
  }
}

/** Terminus throws its result; which of the parts are down is the remedy's first half. */
function notReady(cause: unknown): ProblemException {
  const { details } = ((cause as { getResponse?: () => unknown }).getResponse?.() ?? {}) as Partial<HealthCheckResult>;
  return new ProblemException({
    status: 503,
    code: 'NOT_READY',
    title: 'The service cannot do its work',
    detail: 'See "details" for what is down; the service recovers by itself when it is back.',
    extensions: { details },
    headers: { 'Retry-After': '5' },
    cause,
  });
}
