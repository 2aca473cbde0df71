import { type ConsentRecordEntity } from '../../entities/consent-record.entity.js';
import { type MissingPart, type MissingReason } from '../evidence-file.js';

/** Says that a part is not there, and why. */
export const missing = (reason: MissingReason, says: string): MissingPart => ({ status: 'missing', reason, says });

/**
 * Says that a record does not name something: one that was taken over from another system could not.
 *
 * @param says what it means of a record that was made here
 */
export const notNamed = ({ eventType, origin }: ConsentRecordEntity, says: string): MissingPart =>
  eventType === 'imported'
    ? missing(
        'imported',
        `The record was taken over from another system (${origin ?? 'imported'}); what was shown and applied there is not known here.`,
      )
    : missing('not-recorded', says);
