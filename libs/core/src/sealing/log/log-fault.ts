/**
 * What may be wrong with a sealed log: `edited`, an entry is not what was sealed; `deleted`, it is gone; `inserted`, one was never sealed though later ones were;
 * `reordered`; `altered`, entries between two places were changed along with their hashes; `gap`, a seal is missing; `forged head`, a head is not signed by a known key, or
 * does not follow the one before; `backdated`, an entry is of a time long before that of one that stands before it; `state`, what follows from an entry is kept
 * otherwise than it says; `node`, a kept node is wrong; `truncated`, the log is shorter than a head that was sent outside; `forked`, it is another than that head says;
 * `untrusted key`, all is whole, and the newest head is signed by a key that only the database knows.
 */
export type LogFaultKind =
  | 'edited'
  | 'deleted'
  | 'inserted'
  | 'reordered'
  | 'altered'
  | 'gap'
  | 'forged head'
  | 'backdated'
  | 'state'
  | 'node'
  | 'truncated'
  | 'forked'
  | 'untrusted key';

/** The first thing that is wrong with a sealed log. */
export interface LogFault {
  readonly kind: LogFaultKind;
  readonly log: string;
  /** Place of the entry, or of the first that it may be; `null` for what has none. */
  readonly position: number | null;
  /** Its id; `null` where it cannot be told, or it is no entry. */
  readonly id: string | null;
  readonly detail: string;
}
