import {
  type ConsentCategory,
  type ConsentReader,
  type ConsentSnapshot,
  type ConsentStanding,
  type Decision,
} from '@nest-privacy/core';

/** Consent as a test says it stands; the real one is another package. */
export class AdjustableConsent implements ConsentReader {
  allowed: Partial<Record<ConsentCategory, boolean>> = {};
  decisions: Partial<Record<ConsentCategory, Decision>> = {};
  state: ConsentStanding = 'active';
  known = true;
  asked = 0;

  /** What was decided of a category, and what follows. */
  set(category: ConsentCategory, decision: Decision, isAllowed = decision === 'granted'): void {
    this.decisions = { ...this.decisions, [category]: decision };
    this.allowed = { ...this.allowed, [category]: isAllowed };
  }

  read(): ConsentSnapshot {
    this.asked += 1;
    const { allowed, decisions, state } = this;
    const nobody = { subjectId: null, recordId: null, decidedAt: null, validUntil: null };
    const snapshot = { state, regime: 'opt-in', tracking: 'none' } as const;
    return { ...snapshot, ...nobody, decisions, allowed: { ESSENTIALS: true, ...allowed } };
  }

  isKnown(): boolean {
    return this.known;
  }
}
