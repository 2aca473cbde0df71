/** Something an administrator is about to do. */
export interface AuditedAction {
  /** `Administrator.id` of `AdminAccess`. */
  readonly administrator: string;
  /** Method and template of the route, such as `GET /admin/consent/records/:id`; outside HTTP `Class.handler`. 200 characters at most. */
  readonly action: string;
  /**
   * What it is done to, by name: the values of the route's parameters, whom its body names where that is a person, and the values of its query; 20 at most, and `…` says
   * how many more there were. 200 characters each, but whole where `personal` is set, to be hashed.
   */
  readonly target: Readonly<Record<string, string>>;
  /** Whether the route opens data of one person, by {@link OpensPersonalData}; the target then names that person, and is not kept readably. */
  readonly personal: boolean;
  /** What the administrator gave as reason, trimmed, 500 characters at most; `null` when there is none. */
  readonly reason: string | null;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

/** How it ended. */
export interface AuditedOutcome {
  /** What {@link AuditLog.record} gave for the action. */
  readonly entryId: string;
  /** HTTP status of the answer; `null` where the connection ended before there was one. */
  readonly status: number | null;
  /** What came of it, by name, such as the id of what was made. Not personal. */
  readonly result: Readonly<Record<string, string>>;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

/** Who did what and why among those who administer. */
export interface AuditLog {
  /** Whether what opens a person's data must give a reason: without one it is refused (400 `AUDIT_REASON_REQUIRED`). */
  readonly reasons: 'optional' | 'required';
  /**
   * Writes down what is about to happen. What cannot be written down does not happen.
   *
   * @returns id of the entry
   * @throws any error, upon which the action is refused (503 `AUDIT_LOG_UNAVAILABLE`)
   */
  record(action: AuditedAction): Promise<string>;
  /** Writes down how it ended, as an entry of its own. Never rejects: an action without an outcome is seen as one. */
  conclude(outcome: AuditedOutcome): Promise<void>;
}

/** Injection token of {@link AuditLog}; unbound, what administrators do is recorded nowhere. */
export const AuditLog = Symbol.for('@nest-privacy/core:AuditLog');
