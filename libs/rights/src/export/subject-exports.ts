import { Readable } from 'node:stream';
import { Inject, Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { Clock, type DataSubject } from '@nest-privacy/core';
import { Ports } from '@nest-privacy/core/kit';
import { type RightsRequestEntity } from '../entities/rights-request.entity.js';
import { RequestSubjects } from '../identity/request-subjects.js';
import { RightsRequests } from '../requests/rights-requests.js';
import { exportBundle } from './export-bundle.js';

/** How an export ends. */
type ExportOutcome = 'completed' | 'failed';

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : 'Error');

/** Makes the documents of exports, and writes down what became of each. */
@Injectable()
export class SubjectExports implements OnApplicationShutdown {
  private readonly logger = new Logger(SubjectExports.name);
  private readonly concluding = new Set<Promise<void>>();

  constructor(
    @Inject(Clock) private readonly clock: Clock,
    private readonly requests: RightsRequests,
    private readonly subjects: RequestSubjects,
    private readonly ports: Ports,
  ) {}

  /**
   * The document, made as it is read. With the stream's end or its destruction, before the first reading too, it is written down what became of the export.
   *
   * @param given names that the person proved or an administrator gave
   * @throws what a contributor throws that is asked for further names; afterwards the stream fails with what a contributor throws
   */
  async documentOf(request: RightsRequestEntity, given: DataSubject): Promise<Readable> {
    try {
      const subject = await this.subjects.complete(given);
      const head = { requestId: request.id, generatedAt: request.receivedAt, subject };
      return this.followed(request, Readable.from(exportBundle(head, this.ports.contributors)));
    } catch (error) {
      await this.conclude(request, 'failed', error);
      throw error;
    }
  }

  /** Writes down how an export ended, unless that is written down already. */
  async conclude(request: RightsRequestEntity, state: ExportOutcome, error?: unknown): Promise<void> {
    if (error !== undefined) this.logger.error(`The export ${request.id} failed: ${nameOf(error)}`);
    const finishedAt = new Date(this.clock.now());
    if (await this.requests.change(request, { state, finishedAt }, 'system', { type: 'state', state }))
      this.ports.metrics.count('rights_requests_total', { kind: 'export', outcome: state });
  }

  /** What is done already is written down before the database goes. */
  async onApplicationShutdown(): Promise<void> {
    await Promise.all(this.concluding);
  }

  private followed(request: RightsRequestEntity, document: Readable): Readable {
    let fault: unknown;
    document.once('error', (error) => (fault = error));
    return document.once('close', () => {
      const concluded = this.conclude(request, document.readableEnded ? 'completed' : 'failed', fault)
        .catch((error: unknown) =>
          this.logger.error(`What became of the export ${request.id} is not written down: ${nameOf(error)}`),
        )
        .finally(() => this.concluding.delete(concluded));
      this.concluding.add(concluded);
    });
  }
}
