import {
  BUILT_IN_CATEGORIES,
  type ConsentCategory,
  type ConsentReader,
  type ConsentSnapshot,
  type Decisions,
  ESSENTIALS,
} from '@nest-privacy/core';

/**
 * A `ConsentReader` that answers the same for everybody, for tests of code that only asks the port.
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

  read(): ConsentSnapshot {
    const entries = Object.entries(this.decisions) as [ConsentCategory, string][];
    const names = new Set([...BUILT_IN_CATEGORIES, ...entries.map(([name]) => name)]);
    const allowed = [...names].map((name) => [name, name === ESSENTIALS || this.decisions[name] === 'granted']);
    const granted = entries.some(([, decision]) => decision === 'granted');
    const denied = entries.some(([, decision]) => decision === 'denied');
    return {
      state: granted || denied ? 'active' : 'unset',
      regime: 'opt-in',
      decisions: this.decisions,
      allowed: Object.fromEntries(allowed) as ConsentSnapshot['allowed'],
      tracking: granted ? 'granted' : denied ? 'denied' : 'none',
      subjectId: granted || denied ? '01980000-0000-7000-8000-000000000001' : null,
      recordId: granted || denied ? '01980000-0000-7000-8000-000000000002' : null,
      decidedAt: null,
      validUntil: null,
    };
  }
}
