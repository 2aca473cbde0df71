import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Clock, hours, minutes } from '@nest-privacy/core';
import { BackgroundJob } from '@nest-privacy/core/kit';
import { RightsRequests } from '../requests/rights-requests.js';
import { SubjectExports } from './subject-exports.js';

/** How often a process looks, in milliseconds. */
const INTERVAL = minutes(1);
/** Nobody reads a document for longer than this, in milliseconds. */
const LONGEST_EXPORT = hours(1);
/** Exports in one part. */
const PART = 100;

/** Writes exports down as failed whose process was killed, so that none of them stays open for ever. */
@Injectable()
export class ExportSweep implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly job = new BackgroundJob({
    does: 'end exports that were cut off',
    interval: INTERVAL,
    work: () => this.part(),
  });

  constructor(
    @Inject(Clock) private readonly clock: Clock,
    private readonly requests: RightsRequests,
    private readonly exports: SubjectExports,
  ) {}

  onApplicationBootstrap(): void {
    this.job.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.job.stop();
  }

  /** Looks now. Never rejects. */
  sweep(): Promise<void> {
    return this.job.run();
  }

  private async part(): Promise<boolean> {
    const left = await this.requests.openExports(this.clock.now() - LONGEST_EXPORT, PART);
    for (const request of left) await this.exports.conclude(request, 'failed');
    return left.length === PART;
  }
}
