import {
  BUILT_IN_CATEGORIES,
  type ConsentCategory,
  type ConsentReader,
  type Decisions,
  ESSENTIALS,
  NO_SIGNALS,
} from '@nest-privacy/core';
import { type VisitorConsent } from '../decision/visitor-consent.js';

/**
 * A `ConsentReader` that answers the same for everybody, with or without a request, for tests of code that asks the port. {@link ConsentTestingModule} binds one
 * for guard and decorators.
 *
 * @example
 * { provide: ConsentReader, useValue: new FakeConsentReader({ STATISTICS: 'granted' }) }
 */
export class FakeConsentReader implements ConsentReader {
  constructor(private decisions: Decisions = {}) {}

  /** Changes the answer for what is read from now on. */
  set(decisions: Decisions): void {
    this.decisions = decisions;
  }

  read(): VisitorConsent {
    const entries = Object.entries(this.decisions) as [ConsentCategory, string][];
    const names = new Set([...BUILT_IN_CATEGORIES, ...entries.map(([name]) => name)]);
    const allowed = [...names].map((name) => [name, name === ESSENTIALS || this.decisions[name] === 'granted']);
    const granted = entries.some(([, decision]) => decision === 'granted');
    const denied = entries.some(([, decision]) => decision === 'denied');
    const hasDecided = granted || denied;
    return {
      state: hasDecided ? 'active' : 'unset',
      jurisdiction: 'application',
      regime: 'opt-in',
      regimes: {},
      decisions: this.decisions,
      allowed: Object.fromEntries(allowed) as VisitorConsent['allowed'],
      tracking: granted ? 'granted' : denied ? 'denied' : 'none',
      subjectId: hasDecided ? '01980000-0000-7000-8000-000000000001' : null,
      recordId: hasDecided ? '01980000-0000-7000-8000-000000000002' : null,
      decidedAt: null,
      validUntil: null,
      noticeVersion: 1,
      catalogueVersion: null,
      lapsed: [],
      promptRequired: !hasDecided,
      reaskNotBefore: null,
      showGpcHonoured: false,
      signals: NO_SIGNALS,
    };
  }

  readSubject(): Promise<VisitorConsent> {
    return Promise.resolve(this.read());
  }
}
