/** What is checked, in this order. */
export const EVIDENCE_CHECKS = [
  'form',
  'record',
  'inclusion',
  'head',
  'notice',
  'catalogue',
  'policy',
  'served',
  'issued',
] as const;

/** One of {@link EVIDENCE_CHECKS}. */
export type EvidenceCheckName = (typeof EVIDENCE_CHECKS)[number];

/**
 * What came of a check: `not-shown` where the file lacks what would show it, and says so itself; `none` where the record names nothing that there would be to
 * show.
 */
export type EvidenceOutcome = 'holds' | 'fails' | 'not-shown' | 'none';

/** One check, and what came of it. */
export interface EvidenceCheck {
  readonly check: EvidenceCheckName;
  readonly outcome: EvidenceOutcome;
  /** The same in words. */
  readonly says: string;
}

/** What the file amounts to. */
export interface EvidenceVerdict {
  /**
   * `proven`: all that the record names is there and holds, and the record stands in the sealed ledger. `incomplete`: nothing fails, but something is not
   * shown. `refuted`: something is not what it was.
   */
  readonly verdict: 'proven' | 'incomplete' | 'refuted';
  readonly checks: readonly EvidenceCheck[];
}

const outcome =
  (of: EvidenceOutcome) =>
  (check: EvidenceCheckName, says: string): EvidenceCheck => ({ check, outcome: of, says });

export const holds = outcome('holds');
export const fails = outcome('fails');
export const notShown = outcome('not-shown');
export const none = outcome('none');
