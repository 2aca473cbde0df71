import { type AnalyticsEvent } from '../../event/analytics-event.js';

/** What one person did without a pause of more than 30 minutes. Only what happened while somebody was there says what a visit is. */
export class Visit {
  /** @param live its live events, at least one, in the order of time and id */
  constructor(readonly live: readonly AnalyticsEvent[]) {}

  /** Where it came from is what its first event says. */
  get first(): AnalyticsEvent {
    return this.live[0]!;
  }

  get start(): number {
    return this.first.at;
  }

  get end(): number {
    return this.live.at(-1)!.at;
  }

  get entryPage(): string {
    return this.views[0]?.page ?? '';
  }

  get exitPage(): string {
    return this.views.at(-1)?.page ?? '';
  }

  /** Whether there was one page view, and nothing that somebody did on it. */
  get isBounce(): boolean {
    return this.views.length === 1 && !this.live.some(({ interactive }) => interactive);
  }

  isOf(visitor: string): boolean {
    return this.live.some((event) => event.visitor === visitor);
  }

  private get views(): readonly AnalyticsEvent[] {
    return this.live.filter(({ kind }) => kind === 'pageview');
  }
}
