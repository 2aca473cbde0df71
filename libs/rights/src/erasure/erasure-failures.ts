import { Inject, Injectable, Logger } from '@nestjs/common';
import { Clock, minutes, ProblemException, seconds } from '@nest-privacy/core';
import { Ports } from '@nest-privacy/core/kit';
import { type RightsRequestEntity } from '../entities/rights-request.entity.js';
import { type RequestEvent } from '../requests/request-event.js';
import { RightsRequests } from '../requests/rights-requests.js';

/** Attempts, after which an administrator has to look. */
const MOST_FAILURES = 10;
const LONGEST_PAUSE = minutes(10);

/** What of an error may be kept: never its message, which may quote data. */
const faultOf = (error: unknown): string =>
  (error instanceof ProblemException ? error.code : error instanceof Error ? error.name : 'Error').slice(0, 100);

/** Puts off an erasure that could not be done, for ever longer, and leaves it to an administrator in the end. */
@Injectable()
export class ErasureFailures {
  private readonly logger = new Logger(ErasureFailures.name);

  constructor(
    @Inject(Clock) private readonly clock: Clock,
    private readonly requests: RightsRequests,
    private readonly ports: Ports,
  ) {}

  /** @param contributor who failed */
  failed(request: RightsRequestEntity, contributor: string, error: unknown): Promise<void> {
    return this.put(request, { type: 'failure', contributor, fault: faultOf(error) });
  }

  /** @param contributor who is needed, and not there in this process */
  lacking(request: RightsRequestEntity, contributor: string): Promise<void> {
    return this.put(request, { type: 'failure', contributor, fault: 'CONTRIBUTOR_MISSING' });
  }

  private async put(request: RightsRequestEntity, event: RequestEvent & { type: 'failure' }): Promise<void> {
    const failures = request.progress.failures + 1;
    this.logger.error(`The erasure ${request.id} failed at ${event.contributor}, attempt ${failures}: ${event.fault}`);
    const progress = { ...request.progress, failures };
    if (failures < MOST_FAILURES) {
      const workAt = new Date(this.clock.now() + Math.min(seconds(1) * 2 ** (failures - 1), LONGEST_PAUSE));
      await this.requests.change(request, { workAt, progress }, 'system', event);
      return;
    }
    const changes = { workAt: null, progress: { ...progress, failures: 0 }, state: 'failed' } as const;
    if (await this.requests.change(request, changes, 'system', event, { type: 'state', state: 'failed' }))
      this.ports.metrics.count('rights_requests_total', { kind: 'erase', outcome: 'failed' });
  }
}
