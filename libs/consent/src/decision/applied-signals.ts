import { type PrivacySignals } from '@nest-privacy/core';

/** A signal of the browser that the ledger tells of. */
export type SignalName = 'gpc' | 'dnt';

/** The signals of a subject's browser that the ledger tells of, upon one version of the notice. */
export interface AppliedSignals {
  readonly noticeVersion: number;
  readonly gpc: boolean;
  readonly dnt: boolean;
}

/** What there is afterwards, and which signals the ledger has to tell of because it did not yet. */
export interface SignalNote {
  readonly applied: AppliedSignals | null;
  readonly fresh: readonly SignalName[];
}

/** Each signal is told of once for a subject and a version of the notice: a trail of every request is what the specification of GPC warns against. */
export function noteSignals(
  { gpc, dnt }: PrivacySignals,
  noticeVersion: number,
  before: AppliedSignals | null,
): SignalNote {
  const known = before?.noticeVersion === noticeVersion ? before : { noticeVersion, gpc: false, dnt: false };
  const applied = { noticeVersion, gpc: gpc || known.gpc, dnt: dnt === true || known.dnt };
  const fresh = (['gpc', 'dnt'] as const).filter((name) => applied[name] && !known[name]);
  return fresh.length === 0 ? { applied: before, fresh } : { applied, fresh };
}
