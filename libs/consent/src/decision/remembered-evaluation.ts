import { type ConsentQuestion } from './consent-question.js';
import { evaluateConsent } from './evaluate-consent.js';
import { type StoredConsent } from './stored-consent.js';
import { type VisitorConsent } from './visitor-consent.js';

interface Answer {
  readonly visitor: VisitorConsent;
  readonly question: ConsentQuestion;
  /** Milliseconds since the epoch; from then on time alone may change the answer. */
  readonly until: number;
}

/** The instants at which time alone changes an answer: the end of a record, and the end of the rest after a refusal. */
function nextTurn({ stored, now, reaskNotBefore }: ConsentQuestion): number {
  if (stored === null) return Infinity;
  const turns = [stored.validUntil, stored.decidedAt + reaskNotBefore];
  return Math.min(...turns.filter((turn) => turn > now), Infinity);
}

const isSame = (a: ConsentQuestion, b: ConsentQuestion): boolean =>
  a.regime === b.regime &&
  a.noticeVersion === b.noticeVersion &&
  a.renewals === b.renewals &&
  a.catalogueVersion === b.catalogueVersion &&
  a.signals.dnt === b.signals.dnt &&
  a.signals.gpc === b.signals.gpc &&
  a.categories === b.categories &&
  a.gpcAffects === b.gpcAffects &&
  a.reaskNotBefore === b.reaskNotBefore;

/** The one record of everybody who never decided. */
const NOBODY = {} as StoredConsent;

/**
 * {@link evaluateConsent} for a busy visitor: the last answer for each record is kept for as long as the same question is asked and time cannot have
 * changed it. What is handed out is shared between requests and must not be changed.
 */
export class RememberedEvaluation {
  private readonly answers = new WeakMap<StoredConsent, Answer>();

  evaluate(question: ConsentQuestion): VisitorConsent {
    const key = question.stored ?? NOBODY;
    const known = this.answers.get(key);
    const { now } = question;
    if (known && now < known.until && now >= known.question.now && isSame(known.question, question))
      return known.visitor;
    const visitor = evaluateConsent(question);
    this.answers.set(key, { visitor, question, until: nextTurn(question) });
    return visitor;
  }
}
