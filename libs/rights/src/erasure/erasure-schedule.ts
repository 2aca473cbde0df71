import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { seconds } from '@nest-privacy/core';
import { BackgroundJob } from '@nest-privacy/core/kit';
import { RightsConfig } from '../rights.config.js';
import { ErasureWorker } from './erasure-worker.js';

/** How often a process looks for erasures that others left, in milliseconds. */
const INTERVAL = seconds(1);

/** Has this process work on erasures beside its requests, unless it leaves them to others. */
@Injectable()
export class ErasureSchedule implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly job: BackgroundJob;

  constructor(
    @Inject(RightsConfig) private readonly config: RightsConfig,
    private readonly worker: ErasureWorker,
  ) {
    this.job = new BackgroundJob({
      does: 'erase',
      interval: config.erasures === 'run' ? INTERVAL : 'off',
      work: () => worker.work(),
    });
  }

  /** Whether the last look failed. */
  get isFailing(): boolean {
    return this.job.isFailing;
  }

  onApplicationBootstrap(): void {
    this.job.start();
  }

  /** Looks at once, where this process works on erasures at all. */
  look(): void {
    if (this.config.erasures === 'run') void this.job.run();
  }

  async onApplicationShutdown(): Promise<void> {
    this.worker.end();
    await this.job.stop();
  }
}
