import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '@nest-privacy/core';
import { ConsentConfig } from '../consent.config.js';
import { ClockSkew } from './clock-skew.js';
import { ConsentRevocations, type RevocationFigures } from './consent-revocations.js';
import { RevocationPoller } from './revocation-poller.js';

/** So many looks in a row may fail before what other processes changed counts as unknown. */
const PATIENCE = 5;

/** How well this process knows which cookies no longer count. */
export interface RevocationReport extends RevocationFigures {
  /** Whether what other processes change arrives in time; `late` when it could not be read for five intervals. */
  readonly learning: 'in time' | 'late';
  /** When it was read last; `null` when it never was. */
  readonly lookedAt: Date | null;
  /** Milliseconds by which this clock is ahead of the database's; `null` where they are one, or nobody looked. */
  readonly clockSkew: number | null;
}

/** Reports on revocations, for health checks. Asks nobody. */
@Injectable()
export class RevocationStatus {
  constructor(
    @Inject(ConsentConfig) private readonly config: ConsentConfig,
    @Inject(Clock) private readonly clock: Clock,
    private readonly revocations: ConsentRevocations,
    private readonly poller: RevocationPoller,
    private readonly skew: ClockSkew,
  ) {}

  get report(): RevocationReport {
    const { lookedAt } = this.poller;
    return {
      ...this.revocations.figures,
      learning: this.isLate(lookedAt) ? 'late' : 'in time',
      lookedAt: lookedAt === null ? null : new Date(lookedAt),
      clockSkew: this.skew.milliseconds,
    };
  }

  private isLate(lookedAt: number | null): boolean {
    const { pollInterval } = this.config.revocations;
    if (lookedAt === null) return true;
    return pollInterval !== 'off' && this.clock.now() - lookedAt > PATIENCE * pollInterval;
  }
}
