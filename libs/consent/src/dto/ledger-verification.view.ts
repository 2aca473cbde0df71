import { type LogFault, type TreeHead, type VerifiedPart } from '@nest-privacy/core/sealing';
import { encodeCursor } from '@nest-privacy/core/kit';

/** What the check of a part of a site's log found. */
export class LedgerVerificationView {
  readonly site: string;
  /** `verified`: to the end, nothing is wrong; `incomplete`: nothing up to here, go on with `nextCursor`. */
  readonly status: 'verified' | 'incomplete' | 'tampered';
  /** Records that were checked in this part. */
  readonly checked: number;
  /** Records from the first on that were found whole. */
  readonly size: number;
  /** The first that is wrong. */
  readonly fault: LogFault | null;
  /** The newest head that was checked. */
  readonly head: TreeHead | null;
  /** Records of all sites that are not sealed yet, and so are not checked; 10 000 stand for as many or more. */
  readonly unsealed: number;
  readonly nextCursor: string | null;

  constructor(site: string, { fault, isDone, checked, until, head }: VerifiedPart, unsealed: number) {
    this.site = site;
    this.status = fault ? 'tampered' : isDone ? 'verified' : 'incomplete';
    this.checked = checked;
    this.size = until.size;
    this.fault = fault;
    this.head = head;
    this.unsealed = unsealed;
    this.nextCursor = isDone ? null : encodeCursor([until.size, until.reached]);
  }
}
