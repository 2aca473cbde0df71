import { type ConsentCategory } from '@nest-privacy/core';
import { type ConsentRecordEntity } from '../entities/consent-record.entity.js';
import { type LegalBasis } from '../policy/policy-rule.js';
import { type ConsentControllerOptions } from './receipt.options.js';

/** By what right a purpose is pursued. */
export interface ReceiptBasis {
  /** `null` where nobody here knows, as of what was taken over from another system. */
  readonly kind: LegalBasis | null;
  /** Where it is written; `null` where no rule of law was applied. */
  readonly law: string | null;
}

/** A purpose that was decided on. */
export interface ReceiptPurpose {
  readonly category: ConsentCategory;
  readonly decision: 'granted' | 'denied';
  /** As the policy decision of the record has it. */
  readonly basis: ReceiptBasis;
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
  /** When it was decided: here when the server took it, elsewhere when the other system says that it was. */
  readonly decidedAt: Date;
  /** `name` and `contact` as the notice had them, where one is kept here. */
  readonly controller: ConsentControllerOptions;
  /** All kinds of personal data of the controller, and whether the law counts them as special. */
  readonly personalData: readonly { readonly kind: string; readonly isSensitive: boolean }[];
  readonly withdrawalUrl: string;
  /** Every category that was granted or denied; what was not decided is not in a receipt, nor what an event only repeats. */
  readonly purposes: readonly ReceiptPurpose[];
}
