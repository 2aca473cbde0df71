import { type PrivacySignals } from '@nest-privacy/core';

/** The signals of a subject's browser that the ledger tells of, upon one version of the notice. */
export interface AppliedSignals {
  readonly noticeVersion: number;
  readonly gpc: boolean;
  readonly dnt: boolean;
}

/** What there is after a decision, and whether the ledger has to tell of something that it did not. */
export interface SignalNote {
  readonly applied: AppliedSignals | null;
  readonly isNew: boolean;
}

/** Each signal is told of once for a subject and a version of the notice: a trail of every request is what the specification of GPC warns against. */
export function noteSignals(
  { gpc, dnt }: PrivacySignals,
  noticeVersion: number,
  before: AppliedSignals | null,
): SignalNote {
  const known = before?.noticeVersion === noticeVersion ? before : { noticeVersion, gpc: false, dnt: false };
  const isNew = (gpc && !known.gpc) || (dnt === true && !known.dnt);
  if (!isNew) return { applied: before, isNew };
  return { applied: { noticeVersion, gpc: gpc || known.gpc, dnt: dnt === true || known.dnt }, isNew };
}
