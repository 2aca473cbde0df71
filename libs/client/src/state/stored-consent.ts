/** A grant, one in knowledge of GPC, a refusal, or a grant that has lapsed. */
export type Letter = 'g' | 'i' | 'd' | 'l';

/** What the visitor's cookie says; that it is signed, only the server can see. */
export interface StoredConsent {
  /** By category; what was never decided is not named. */
  readonly letters: Readonly<Record<string, Letter>>;
  /** Milliseconds since the epoch, by the server's clock. */
  readonly decidedAt: number;
  /** Milliseconds since the epoch; the first instant at which it no longer counts. */
  readonly validUntil: number;
  readonly noticeVersion: number;
  /** The version of the catalogue that its grants cover; `null` when that is not known. */
  readonly catalogueVersion: number | null;
  /** A UUID in base64url. */
  readonly record: string;
  readonly withdrawn: boolean;
}
