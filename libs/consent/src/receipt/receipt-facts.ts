import { type ConsentCategory } from '@nest-privacy/core';
import { type ConsentRecordEntity } from '../entities/consent-record.entity.js';
import { type ConsentControllerOptions } from './receipt.options.js';

/** A purpose that was decided on. */
export interface ReceiptPurpose {
  readonly category: ConsentCategory;
  readonly decision: 'granted' | 'denied';
  /** As the notice named it; the category's own name where no notice is kept here. */
  readonly title: string;
  /** As the notice put it; otherwise what the catalogue's items say they are for. `null` where nothing is known. */
  readonly description: string | null;
  /** Providers of the category's items in the catalogue that was shown. */
  readonly providers: readonly string[];
}

/** What a receipt says, in no form yet. */
export interface ReceiptFacts {
  /** UUID of this receipt. */
  readonly id: string;
  readonly createdAt: Date;
  readonly record: ConsentRecordEntity;
  /** `name` and `contact` as the notice had them, where one is kept here. */
  readonly controller: ConsentControllerOptions;
  readonly withdrawalUrl: string;
  /** Every category that was granted or denied; what was not decided is not in a receipt. */
  readonly purposes: readonly ReceiptPurpose[];
}
