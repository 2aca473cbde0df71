import { type ConsentEventType } from '../decision/event-type.js';

/**
 * What an event says of purposes: that somebody `decided` on them here, that another system `claimed` it, or `nothing`, for it repeats where the subject stood or was
 * made by somebody else.
 */
export type ReceiptClaim = 'decided' | 'claimed' | 'nothing';

/** What each event says; one that is forgotten is an error of the compiler. */
export const RECEIPT_CLAIMS: Readonly<Record<ConsentEventType, ReceiptClaim>> = {
  given: 'decided',
  refused: 'decided',
  changed: 'decided',
  renewed: 'decided',
  withdrawn: 'decided',
  imported: 'claimed',
  linked: 'nothing',
  erased: 'nothing',
  'signal-applied': 'nothing',
};
