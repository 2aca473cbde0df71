import { hasLapsed, isAsked } from './answer.js';
import { type ConsentState, type Decision, type Regime } from './consent-state.js';
import { isGpcHonoured } from './is-gpc-honoured.js';
import { judge, type Question } from './judge.js';
import { endOf } from './span.js';
import { hexOf, uuidOf } from './uuid.js';

const STRICTEST_FIRST: readonly Regime[] = ['opt-in', 'opt-out', 'notice-only'];

const isoOf = (time: number | null | undefined): string | null =>
  typeof time === 'number' ? new Date(time).toISOString() : null;

/** The UUID behind its 22 characters of base64url. */
const idOf = (record: string): string =>
  uuidOf(hexOf(Array.from(atob(record.replace(/-/g, '+').replace(/_/g, '/')), (byte) => byte.charCodeAt(0))));

function standingOf(question: Question): ConsentState['state'] {
  const { stored } = question;
  if (!stored) return 'unset';
  if (stored.withdrawn) return 'withdrawn';
  return hasLapsed(stored, question) ? 'expired' : 'active';
}

/** What the visitor's cookie means on this page: a pure function, which answers as the server does from the same cookie. */
export function evaluate(question: Question): ConsentState {
  const { stored, settings, signals } = question;
  const { categories, regimes, gpcAffects } = settings;
  const allowed: Record<string, boolean> = { ESSENTIALS: true };
  const decisions: Record<string, Decision> = {};
  for (const category of categories) [decisions[category], allowed[category]] = judge(category, question);
  const hasRefused = stored && categories.some((category) => decisions[category] === 'denied');
  return {
    decisions,
    allowed,
    state: standingOf(question),
    regime: STRICTEST_FIRST.find((one) => categories.some((name) => (regimes[name] ?? 'opt-in') === one)) ?? 'opt-in',
    regimes,
    noticeVersion: settings.notice.version,
    catalogueVersion: settings.catalogue.version,
    recordId: stored && idOf(stored.record),
    decidedAt: isoOf(stored?.decidedAt),
    validUntil: isoOf(stored?.validUntil),
    promptRequired: categories.some((category) => isAsked(category, question)),
    reaskNotBefore: hasRefused ? isoOf(endOf(stored.decidedAt, settings.reaskNotBefore)) : null,
    showGpcHonoured: settings.showsGpc && isGpcHonoured({ signals, allowed }, gpcAffects),
    signals,
  };
}
