import { type PageSettings } from './page-settings.js';
import { endOf } from './span.js';
import { type Letter, type StoredConsent } from './stored-consent.js';

/** What it depends on whether an answer counts. */
export interface Known {
  /** `null` where nothing was decided. */
  readonly stored: StoredConsent | null;
  readonly settings: PageSettings;
  /** Milliseconds since the epoch, by the browser's clock. */
  readonly now: number;
}

/** How far a browser's clock may be behind the server's, in milliseconds, before a decision is taken to hold that has run out. */
export const CLOCK_TOLERANCE = 300_000;

/** Whether a record has run out, or was made upon a notice that does not count any more. */
export const hasLapsed = (stored: StoredConsent, { settings: { notice }, now }: Known): boolean =>
  now + CLOCK_TOLERANCE >= stored.validUntil ||
  (notice.validity ? stored.noticeVersion < notice.validity.since : stored.noticeVersion !== notice.version);

/** Whether what was said of a category covers what notice and catalogue hold of it today. */
function covers(stored: StoredConsent, category: string, { notice, catalogue: { renewals } }: PageSettings): boolean {
  if (!renewals || stored.noticeVersion < (notice.validity?.renewals[category] ?? 0)) return false;
  const renewal = renewals[category];
  const { catalogueVersion: version, decidedAt } = stored;
  return !renewal || (version === null ? decidedAt >= renewal.at : version >= renewal.version);
}

/**
 * What counts today of what the visitor said of a category: `l` where it ended, be it by time or because there is more to agree to than there was; `undefined`
 * where nothing was said. A refusal does not end by itself.
 */
export function answerTo(category: string, known: Known): Letter | undefined {
  const { stored, settings } = known;
  const letter = stored?.withdrawn ? 'd' : stored?.letters[category];
  if (!stored || letter === 'd') return letter;
  return hasLapsed(stored, known) || (letter && !covers(stored, category, settings)) ? 'l' : letter;
}

/** Whether the visitor is to be asked about a category: after a refusal not before its rest is over, and under `notice-only` about what ended alone. */
export function isAsked(category: string, known: Known): boolean {
  const { stored, settings, now } = known;
  const answer = answerTo(category, known);
  if (answer && answer !== 'd') return answer === 'l';
  const isRested = !answer || (hasLapsed(stored!, known) && now >= endOf(stored!.decidedAt, settings.reaskNotBefore));
  return isRested && settings.regimes[category] !== 'notice-only';
}
