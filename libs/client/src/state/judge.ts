import { type Decision, type Signals } from './consent-state.js';
import { type PageSettings } from './page-settings.js';
import { endOf } from './span.js';
import { type StoredConsent } from './stored-consent.js';

/** All that an answer depends on. */
export interface Question {
  /** `null` where nothing was decided. */
  readonly stored: StoredConsent | null;
  readonly settings: PageSettings;
  readonly signals: Signals;
  /** Milliseconds since the epoch, by the browser's clock. */
  readonly now: number;
}

/** What a cookie means for one category. */
export type Judgement = readonly [
  decision: Decision,
  isAllowed: boolean,
  /** Whether the visitor is to be asked about it. */
  isAsked: boolean,
];

/** How far a browser's clock may be behind the server's, in milliseconds, before a decision is taken to hold that has run out. */
export const CLOCK_TOLERANCE = 300_000;

/** Whether a record has run out, or was made upon a notice that does not count any more. */
export const hasLapsed = (stored: StoredConsent, { settings: { notice }, now }: Question): boolean =>
  now + CLOCK_TOLERANCE >= stored.validUntil ||
  (notice.validity ? stored.noticeVersion < notice.validity.since : stored.noticeVersion !== notice.version);

/** Whether what was said of a category covers what notice and catalogue hold of it today. */
function covers(stored: StoredConsent, category: string, { notice, catalogue }: PageSettings): boolean {
  const { renewals } = catalogue;
  if (!renewals || stored.noticeVersion < (notice.validity?.renewals[category] ?? 0)) return false;
  const renewal = renewals[category];
  if (!renewal) return true;
  return stored.catalogueVersion === null ? stored.decidedAt >= renewal.at : stored.catalogueVersion >= renewal.version;
}

/**
 * The whole decision about one category, as the server makes it. What was refused or withdrawn, has run out, or does not cover what there is today is not
 * allowed under any regime; a grant is, against GPC only when it was given in knowledge of it; and where nothing was decided the signals say no before the
 * regime may say yes. Asked about is what lacks an answer that counts, a refusal not before its rest is over; under `notice-only` alone what ended.
 */
export function judge(category: string, question: Question): Judgement {
  const { stored, settings, signals, now } = question;
  const regime = settings.regimes[category] ?? 'opt-in';
  const mayAsk = regime !== 'notice-only';
  const againstGpc = signals.gpc && settings.gpcAffects.includes(category);
  const letter = stored?.letters[category];
  const lapsed = !!stored && hasLapsed(stored, question);
  if (stored?.withdrawn || letter === 'd')
    return ['denied', false, mayAsk && lapsed && now >= endOf(stored.decidedAt, settings.reaskNotBefore)];
  if (letter === 'g' || letter === 'i') {
    const counts = !lapsed && covers(stored!, category, settings);
    return [counts ? 'granted' : 'unset', counts && (!againstGpc || letter === 'i'), !counts];
  }
  const isLeft = !letter && !lapsed;
  return ['unset', isLeft && regime !== 'opt-in' && !signals.dnt && !againstGpc, mayAsk || !isLeft];
}
