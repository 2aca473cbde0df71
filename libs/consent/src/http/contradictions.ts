import { ProblemException, type ProblemPart } from '@nest-privacy/core';
import { type DecisionRequest } from '../decision/decision-request.js';

/** Methods whose name says what was decided. */
const SAYS: ReadonlyMap<string, 'granted' | 'denied'> = new Map([
  ['accept-all', 'granted'],
  ['banner-accept', 'granted'],
  ['dialog-accept', 'granted'],
  ['reject-all', 'denied'],
  ['banner-reject', 'denied'],
  ['dialog-reject', 'denied'],
  ['withdraw', 'denied'],
]);

/**
 * Refuses a decision whose method says the opposite of what it decides: its record would prove nothing.
 *
 * @throws ProblemException 400 `DECISION_CONTRADICTORY`
 */
export function assertMethodFits({ method, decisions }: Pick<DecisionRequest, 'method' | 'decisions'>): void {
  const said = SAYS.get(method);
  const others = Object.entries(decisions).filter(([, decision]) => decision !== said);
  if (said === undefined || others.length === 0) return;
  throw decisionContradictory(
    others.map(([name]) => ({ path: `decisions.${name}`, detail: `must be "${said}" where "method" is "${method}"` })),
  );
}

/**
 * Refuses a form that decides about everything by one field and about single categories by others.
 *
 * @param categories names of the fields beside `decision`
 * @throws ProblemException 400 `DECISION_CONTRADICTORY`
 */
export function assertOneAnswer(decision: unknown, categories: readonly string[]): void {
  if (decision === undefined || categories.length === 0) return;
  throw decisionContradictory(
    categories.map((name) => ({ path: name.slice(0, 64), detail: 'must not stand beside "decision"' })),
  );
}

/** 400: what was sent says two things of one matter, and nobody can tell which of them the visitor meant. */
export const decisionContradictory = (errors: readonly ProblemPart[]): ProblemException =>
  new ProblemException({
    status: 400,
    code: 'DECISION_CONTRADICTORY',
    title: 'The decision says two things at once',
    detail:
      'Nothing was recorded. Send either "decision", which is about everything, or one field for each category, from a form of its own; and a "method" that says what was decided. See "errors" for what does not fit.',
    errors: errors.slice(0, 64),
  });
