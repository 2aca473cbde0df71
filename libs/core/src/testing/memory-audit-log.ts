import { type AuditedAction, type AuditedOutcome, type AuditLog } from '../ports/audit-log.js';

/** Keeps in memory what it is told, for tests of an application's own admin routes. Bind it to `AuditLog`. */
export class MemoryAuditLog implements AuditLog {
  /** In the order in which they were begun. */
  readonly actions: AuditedAction[] = [];
  /** In the order in which they ended; `entryId` is the place of the action, from 1. */
  readonly outcomes: AuditedOutcome[] = [];

  constructor(public reasons: AuditLog['reasons'] = 'optional') {}

  record(action: AuditedAction): Promise<string> {
    return Promise.resolve(String(this.actions.push(action)));
  }

  conclude(outcome: AuditedOutcome): Promise<void> {
    this.outcomes.push(outcome);
    return Promise.resolve();
  }
}
