import { encodeCursor } from '@nest-privacy/core/kit';
import { type LogFault, type TreeHead, type VerifiedPart } from '@nest-privacy/core/sealing';

/** What the check of a part of the audit log found. */
export class AuditVerificationView {
  /** `verified`: to the end, nothing is wrong; `incomplete`: nothing up to here, go on with `nextCursor`. */
  readonly status: 'verified' | 'incomplete' | 'tampered';
  /** Entries that were checked in this part. */
  readonly checked: number;
  /** Entries from the first on that were found whole. */
  readonly size: number;
  /** The first that is wrong. */
  readonly fault: LogFault | null;
  /** The newest head that was checked. */
  readonly head: TreeHead | null;
  /** Entries that are not sealed yet, and so are not checked. */
  readonly unsealed: number;
  readonly nextCursor: string | null;

  constructor({ fault, isDone, checked, until, head }: VerifiedPart, unsealed: number) {
    this.status = fault ? 'tampered' : isDone ? 'verified' : 'incomplete';
    this.checked = checked;
    this.size = until.size;
    this.fault = fault;
    this.head = head;
    this.unsealed = unsealed;
    this.nextCursor = isDone ? null : encodeCursor([until.size, until.reached]);
  }
}
