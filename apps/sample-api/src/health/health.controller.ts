import { Controller, Get, Header, Inject, type OnModuleDestroy } from '@nestjs/common';
import { ProblemException, seconds } from '@nest-privacy/core';
import { NoPage } from '@nest-privacy/core/kit';
import { type Part, type PartHealth } from './part.js';
import { PatientCheck } from './patient-check.js';

/** How long a part may take to answer, in milliseconds. */
const PATIENCE = seconds(1.5);

/** Injection token of the parts whose health is told. */
export const HEALTH_PARTS = Symbol.for('@nest-privacy/sample-api:HealthParts');

/** What the process can do. */
interface Readiness {
  readonly status: 'ok' | 'degraded';
  /** The parts that are down; their work is answered 503, or waits in memory. */
  readonly missing: readonly string[];
  readonly details: Readonly<Record<string, PartHealth>>;
}

/** Whether the process lives, and whether requests should be sent to it. */
@Controller('health')
@NoPage()
export class HealthController implements OnModuleDestroy {
  private readonly checks: readonly PatientCheck[];
  private ending = false;

  constructor(@Inject(HEALTH_PARTS) parts: readonly Part[]) {
    this.checks = parts.map((part) => new PatientCheck(part, PATIENCE));
  }

  onModuleDestroy(): void {
    this.ending = true;
  }

  /** Answers as long as the process serves requests; asks nobody else. */
  @Get('live')
  @Header('Cache-Control', 'no-store')
  live(): { status: 'ok' } {
    return { status: 'ok' };
  }

  /**
   * Answers 200 as long as the process serves requests: `degraded` while something is missing, for guards and pages need neither database nor queue, and
   * what is missing to one process is missing to all. 503 once it is ending.
   */
  @Get('ready')
  @Header('Cache-Control', 'no-store')
  async ready(): Promise<Readiness> {
    if (this.ending) throw isEnding();
    const healths = await Promise.all(this.checks.map(async (check) => [check.name, await check.health()] as const));
    const missing = healths.filter(([, { status }]) => status === 'down').map(([name]) => name);
    return { status: missing.length === 0 ? 'ok' : 'degraded', missing, details: Object.fromEntries(healths) };
  }
}

/** 503: the process is ending. */
export const isEnding = (): ProblemException =>
  new ProblemException({
    status: 503,
    code: 'NOT_READY',
    title: 'The process is ending',
    detail: 'It finishes what it began and takes nothing new; send the request to another one.',
    headers: { 'Retry-After': '5' },
  });
