import { Inject, Injectable, Logger } from '@nestjs/common';
import { Clock, type DataSubject } from '@nest-privacy/core';
import { Ports } from '@nest-privacy/core/kit';
import { type RightsRequestEntity } from '../entities/rights-request.entity.js';
import { type RequestState } from '../requests/request-state.js';
import { RightsRequests } from '../requests/rights-requests.js';
import { exportBundle } from './export-bundle.js';

/** Makes the documents of exports, and writes down what became of each. */
@Injectable()
export class SubjectExports {
  private readonly logger = new Logger(SubjectExports.name);

  constructor(
    @Inject(Clock) private readonly clock: Clock,
    private readonly requests: RightsRequests,
    private readonly ports: Ports,
  ) {}

  /**
   * The document, piece by piece. Who stops reading has it written down as failed.
   *
   * @throws what a contributor throws
   */
  async *documentOf(request: RightsRequestEntity, subject: DataSubject): AsyncGenerator<string> {
    let state: RequestState = 'failed';
    const head = { requestId: request.id, generatedAt: request.receivedAt, subject };
    try {
      yield* exportBundle(head, this.ports.contributors);
      state = 'completed';
    } catch (error) {
      this.logger.error(`The export ${request.id} failed: ${error instanceof Error ? error.name : 'Error'}`);
      throw error;
    } finally {
      await this.conclude(request, state);
    }
  }

  private async conclude(request: RightsRequestEntity, state: RequestState): Promise<void> {
    const finishedAt = new Date(this.clock.now());
    await this.requests.change(request, { state, finishedAt }, 'system', { type: 'state', state });
    this.ports.metrics.count('rights_requests_total', { kind: 'export', outcome: state });
  }
}
