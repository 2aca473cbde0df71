import { Reflector } from '@nestjs/core';
import { type ConsentEventType } from '../decision/event-type.js';

/** Options of {@link OnConsentChange}. */
export interface ConsentChangeOptions {
  /**
   * Under which the place in the ledger is kept, 1 to 45 letters, digits, `_`, `.` and `-`: another name begins with the next change.
   * @default class and method, such as `CrmSync.update`
   */
  readonly name?: string;
  /** Ids of the sites it is told of. @default all */
  readonly sites?: readonly string[];
  /** Which changes it is told of. @default all */
  readonly events?: readonly ConsentEventType[];
}

/** Metadata of {@link OnConsentChange}. */
export const CONSENT_SUBSCRIPTION = Reflector.createDecorator<ConsentChangeOptions>({
  key: '@nest-privacy/consent:on-consent-change',
});

/**
 * Has a provider's method called with each `ConsentChange`, in one process of all: at least once, in order for each subject, from the first start on. What
 * it throws, or a promise that rejects or takes longer than the outbox' time-out, has it called again later; other subjects' changes and other subscribers go on.
 *
 * @example
 * \@OnConsentChange({ events: ['withdrawn'] })
 * async forget(change: ConsentChange) { await this.crm.forget(change.subjectId, { key: change.recordId }); }
 */
export const OnConsentChange = (options: ConsentChangeOptions = {}): MethodDecorator => CONSENT_SUBSCRIPTION(options);
