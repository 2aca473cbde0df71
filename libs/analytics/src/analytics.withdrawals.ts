import { Injectable } from '@nestjs/common';
import { type ConsentChangeListener, type SubjectConsentChange } from '@nest-privacy/core';
import { LinkedVisitors } from './linked-visitors.js';
import { ErasureWorker } from './pipeline/erasure-worker.js';

/**
 * Has what was counted on the ground of somebody's consent erased as soon as they take it back (Art. 7(3) and 17(1)(b) GDPR): the events that are linked to them, and their part of visits and
 * sums. What was counted without it is linked to nobody and stays.
 */
@Injectable()
export class AnalyticsWithdrawals implements ConsentChangeListener {
  readonly name = 'analytics';

  constructor(
    private readonly visitors: LinkedVisitors,
    private readonly erasures: ErasureWorker,
  ) {}

  /** First refusals are the most of all decisions, and take nothing back. */
  wants({ follows, decisions }: SubjectConsentChange): boolean {
    return follows === 'decision' && decisions.STATISTICS !== 'granted';
  }

  async changed({ siteId, subjectId }: SubjectConsentChange): Promise<void> {
    await this.erasures.erase(await this.visitors.of([subjectId], [siteId]));
  }
}
