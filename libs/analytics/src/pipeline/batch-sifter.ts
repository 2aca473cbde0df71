import { BoundedMap } from '@nest-privacy/core/kit';
import { type AnalyticsStore } from '../store/analytics-store.js';
import { UnstorableEventError } from '../store/unstorable-event.error.js';
import { type AnalyticsEvent } from '../event/analytics-event.js';
import { faultOf } from './reason-of.js';

/** Events under suspicion that are remembered. */
const SUSPECTS_KEPT = 1_000;
/** Milliseconds of failure without one success after which it is not the events. */
const HOPELESS = 2_000;

/** An event that failed alone, and how. */
export interface FailedEvent {
  readonly event: AnalyticsEvent;
  readonly error: unknown;
}

/** What became of the events of a batch, as far as it got. */
export interface Sifting {
  /** New in the store. */
  readonly fresh: AnalyticsEvent[];
  /** Events that were in the store already. */
  known: number;
  /** What the database refuses for what it is. */
  readonly refused: FailedEvent[];
  /** What fails, although it is not refused and the database does its work: by a fault of ours. */
  readonly failed: FailedEvent[];
}

/**
 * Stores events as one or, where that fails for the sake of some, by halves until those are alone. An event that fails by a fault of ours is to blame for it
 * only when others went through since; else it is the store that fails, whatever it is given.
 */
export class BatchSifter {
  private successes = 0;
  /** By id, how often the store had succeeded when an event first failed alone. */
  private readonly suspects = new BoundedMap<string, number>(SUSPECTS_KEPT);

  constructor(private readonly store: AnalyticsStore) {}

  /**
   * @param into what is found is added to it, up to the moment of an error
   * @param faults whether events that fail by a fault of ours are looked for, or the batch is left whole
   * @throws when the batch is to be tried again
   */
  async sift(events: readonly AnalyticsEvent[], into: Sifting, faults: 'leave' | 'isolate'): Promise<void> {
    const before = this.successes;
    let failing: number | undefined;
    const isHopeless = (): boolean =>
      this.successes === before && performance.now() - (failing ??= performance.now()) > HOPELESS;
    const divide = async (some: readonly AnalyticsEvent[]): Promise<void> => {
      if (some.length === 0) return;
      try {
        const fresh = await this.store.append(some);
        this.successes += 1;
        into.fresh.push(...fresh);
        into.known += some.length - fresh.length;
      } catch (error) {
        const isRefused = error instanceof UnstorableEventError;
        if (!isRefused && (faults === 'leave' || faultOf(error) !== undefined || isHopeless())) throw error;
        if (some.length === 1) return this.remember({ event: some[0]!, error }, isRefused ? into.refused : into.failed);
        const middle = some.length >> 1;
        await divide(some.slice(0, middle));
        await divide(some.slice(middle));
      }
    };
    await divide(events);
    const unproven = into.failed.find(({ event }) => !this.isToBlame(event));
    if (unproven) throw unproven.error;
  }

  private remember(failure: FailedEvent, list: FailedEvent[]): void {
    list.push(failure);
    const { id } = failure.event;
    if (this.suspects.get(id) === undefined) this.suspects.set(id, this.successes);
  }

  private isToBlame({ id }: AnalyticsEvent): boolean {
    return this.successes > (this.suspects.get(id) ?? this.successes);
  }
}
