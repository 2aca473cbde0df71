import { type CategoryRegistry, type RequestView } from '@nest-privacy/core';
import { invalidInput, parseWholeNumber } from '@nest-privacy/core/kit';
import { type DecisionRequest } from '../decision/decision-request.js';
import { setAcknowledgementsApart } from './acknowledgement-fields.js';
import { assertOneAnswer } from './contradictions.js';
import { parseDecisionRequest } from './parse-decision-request.js';
import { wayBack } from './way-back.js';

/** A decision made by a plain HTML form, and where the browser goes next. */
export interface FormDecision {
  readonly request: DecisionRequest;
  readonly redirect: string;
}

const CHOICES = ['accept-all', 'reject-all', 'withdraw'];

/**
 * Reads a form: either `decision=accept-all|reject-all|withdraw`, or one field per category (`STATISTICS=granted`, of a ticked box `denied` and `granted`), and the local path
 * `redirect`; also `method`, `acknowledged-<CATEGORY>=gpc` for each category that is granted against Global Privacy Control or `acknowledgedSignals` for all of
 * them, what was shown: `noticeVersion`, `catalogueVersion` and `language`, and how: `surface`, `actor`, `uiBuild`, `variant` and `servedToken`.
 *
 * @throws ProblemException 400 `VALIDATION_FAILED`, or 400 `DECISION_CONTRADICTORY` where both kinds of fields are there
 */
export function parseForm(
  form: Readonly<Record<string, unknown>>,
  registry: CategoryRegistry,
  view: RequestView,
): FormDecision {
  const { fields: said, acknowledged } = setAcknowledgementsApart(form, registry);
  const { decision, redirect, acknowledgedSignals, ...fields } = said;
  const { method = decision ?? 'form', noticeVersion, catalogueVersion, language, ...others } = fields;
  const { surface, actor, uiBuild, variant, servedToken, ...categories } = others;
  const target = wayBack(redirect, view);
  if (target === undefined)
    throw invalidInput([{ path: 'redirect', detail: 'must be a path of this site, such as "/page"' }]);
  if (decision !== undefined && !CHOICES.includes(decision as string)) {
    throw invalidInput([{ path: 'decision', detail: `must be one of ${CHOICES.join(', ')}` }]);
  }
  assertOneAnswer(decision, Object.keys(categories));
  const all = decision === 'accept-all' ? 'granted' : 'denied';
  const everything = Object.fromEntries(registry.optional.map((name) => [name, all]));
  const withdraws = decision === 'withdraw';
  const chosen = Object.fromEntries(Object.entries(categories).map(([name, value]) => [name, choiceOf(value)]));
  const decisions = decision === undefined ? chosen : everything;
  // One that is not granted was not decided against what the browser says.
  const acknowledgedFor = acknowledged?.filter((name) => decisions[name] === 'granted');
  const signals = acknowledgedFor?.[0] ? 'gpc' : acknowledgedSignals;
  const parsed = parseDecisionRequest(
    {
      decisions,
      method: withdraws ? decision : method,
      noticeVersion: parseWholeNumber(noticeVersion) ?? noticeVersion,
      catalogueVersion: parseWholeNumber(catalogueVersion) ?? catalogueVersion,
      language,
      surface,
      actor,
      uiBuild,
      variant,
      servedToken,
      ...(signals !== undefined && { acknowledgedSignals: [...new Set([signals].flat())] }),
    },
    registry,
  );
  const request = { ...parsed, ...(acknowledgedFor && { acknowledgedFor }) };
  return { request: withdraws ? { ...request, kind: 'withdraw' } : request, redirect: target };
}

/** A box that is ticked sends itself after the hidden field before it, which says no where the box is not; every other repetition says two things. */
const choiceOf = (value: unknown): unknown =>
  Array.isArray(value) && value.length === 2 && value[0] === 'denied' && value[1] === 'granted' ? 'granted' : value;
