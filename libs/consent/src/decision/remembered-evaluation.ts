import { type ConsentCircumstances, type ConsentQuestion } from './consent-question.js';
import { evaluateConsent } from './evaluate-consent.js';
import { endOf } from './span.js';
import { type StoredConsent } from './stored-consent.js';
import { type VisitorConsent } from './visitor-consent.js';

interface Answer {
  readonly visitor: VisitorConsent;
  readonly circumstances: ConsentCircumstances;
  /** Milliseconds since the epoch; before `since` and from `until` on time alone may change the answer. */
  readonly since: number;
  readonly until: number;
}

/** The instants at which time alone changes an answer: the end of a record, and the end of the rest after a refusal. */
function nextTurn({ stored, now, terms }: ConsentQuestion): number {
  if (stored === null) return Infinity;
  const turns = [stored.validUntil, endOf(stored.decidedAt, terms.reaskNotBefore)];
  return Math.min(...turns.filter((turn) => turn > now), Infinity);
}

/** Whether two plain values hold the same, whatever they hold: a member that circumstances get one day is compared without being named here. */
function isSame(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  // Without lists of names, which would have to be made for every question.
  for (const name in a)
    if (!Object.hasOwn(b, name) || !isSame(a[name as keyof typeof a], b[name as keyof typeof b])) return false;
  for (const name in b) if (!Object.hasOwn(a, name)) return false;
  return true;
}

/** The one record of everybody who never decided. */
const NOBODY = {} as StoredConsent;

/**
 * {@link evaluateConsent} for a busy visitor: the last answer for each record is kept for as long as the circumstances are the same and time cannot have
 * changed it. What is handed out is shared between requests and must not be changed.
 */
export class RememberedEvaluation {
  private readonly answers = new WeakMap<StoredConsent, Answer>();

  /** @param now milliseconds since the epoch */
  evaluate(stored: StoredConsent | null, now: number, circumstances: ConsentCircumstances): VisitorConsent {
    const key = stored ?? NOBODY;
    const known = this.answers.get(key);
    if (known && now >= known.since && now < known.until && isSame(known.circumstances, circumstances))
      return known.visitor;
    const question: ConsentQuestion = { ...circumstances, stored, now };
    const visitor = evaluateConsent(question);
    this.answers.set(key, { visitor, circumstances, since: now, until: nextTurn(question) });
    return visitor;
  }
}
