import { type AuditedEntry } from '../audit/audit-entries.js';

/** An action of an administrator, as administrators see it. */
export class AuditEntryView {
  readonly id: string;
  readonly at: string;
  readonly administrator: string;
  readonly action: string;
  /** What the route was given. Where that names a person, each value is a keyed hash after `#`, by which it can be searched. */
  readonly target: Readonly<Record<string, string>>;
  /** Whether the route opens data of one person. */
  readonly personal: boolean;
  readonly reason: string | null;
  /** How it ended; `null` where that is not known, as of what still runs. */
  readonly outcome: {
    readonly at: string;
    /** HTTP status; `null` where the connection ended before there was an answer. */
    readonly status: number | null;
    readonly result: Readonly<Record<string, string>>;
  } | null;

  constructor({ action, reason, outcome }: AuditedEntry) {
    this.id = action.id;
    this.at = action.at.toISOString();
    this.administrator = action.administrator;
    this.action = action.action;
    this.target = action.target;
    this.personal = action.personal;
    this.reason = reason;
    this.outcome = outcome && { at: outcome.at.toISOString(), status: outcome.status, result: outcome.result };
  }
}
