import { type ConsentRecordEntity } from '../entities/consent-record.entity.js';
import { type ConsentChange } from './consent-change.js';

/** What became of one try: taken, to be tried again, or no longer wanted by the target. */
export type DeliveryOutcome =
  | { readonly kind: 'delivered'; readonly status: number | null }
  | {
      readonly kind: 'failed';
      readonly status: number | null;
      readonly error: string;
      /** Milliseconds for which the target asked to be left alone. */
      readonly retryAfter?: number | undefined;
    }
  | { readonly kind: 'gone'; readonly status: number };

/** Whoever is told of changes, in this process or outside. */
export interface DeliveryTarget {
  /** Of 56 characters at most; what is known of it stands under this. */
  readonly id: string;
  readonly kind: 'subscriber' | 'webhook';
  /** Whether it is told of this record. */
  readonly wants: (record: ConsentRecordEntity) => boolean;
  /** Tells it; does not reject. */
  readonly deliver: (change: ConsentChange) => Promise<DeliveryOutcome>;
  /** Told where it wants nothing any more. */
  readonly gone?: () => Promise<void>;
}
