import { Inject, Injectable, Optional } from '@nestjs/common';
import { Clock, days } from '@nest-privacy/core';
import { AnalyticsConfig } from './analytics.config.js';
import { SubjectVisitors } from './identity/subject-visitors.js';
import { lastingVisitor } from './identity/visitor-hash.js';
import { VisitorEvents } from './store/visitor-events.js';

/** A cookie may be from a clock that was ahead. */
const MARGIN = days(1);

/** Finds the visitors that consent subjects were, as far as anything is kept of them. */
@Injectable()
export class LinkedVisitors {
  private readonly subjects: SubjectVisitors | undefined;

  constructor(
    @Inject(AnalyticsConfig) { secrets }: Pick<AnalyticsConfig, 'secrets'>,
    @Inject(Clock) private readonly clock: Clock,
    @Optional() @Inject(VisitorEvents) private readonly events?: VisitorEvents,
  ) {
    if (secrets.length > 0) this.subjects = new SubjectVisitors(secrets);
  }

  /**
   * @param subjectIds as `ConsentSnapshot` names them
   * @param siteIds one person is another visitor on each
   * @returns 32 hex digits each
   */
  async of(subjectIds: readonly string[], siteIds: readonly string[]): Promise<readonly string[]> {
    const { subjects } = this;
    if (!subjects || !this.events || subjectIds.length === 0) return [];
    const now = this.clock.now();
    const from = ((await this.events.earliest()) ?? now) - MARGIN;
    const ids = subjectIds.flatMap((id) => subjects.idsOf(id, from, now + MARGIN));
    return siteIds.flatMap((site) => ids.map((id) => lastingVisitor(site, id)));
  }
}
