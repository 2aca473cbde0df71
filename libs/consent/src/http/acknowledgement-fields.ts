import { type CategoryRegistry, type ConsentCategory, type ProblemPart } from '@nest-privacy/core';
import { invalidInput } from '@nest-privacy/core/kit';
import { decisionContradictory } from './contradictions.js';

/** What the name of a field begins with that acknowledges Global Privacy Control for one category: `acknowledged-MARKETING=gpc`. */
const FIELD = 'acknowledged-';

/** A form, with what it acknowledges set apart. */
export interface AcknowledgingForm {
  readonly fields: Readonly<Record<string, unknown>>;
  /** The categories that it acknowledges Global Privacy Control for; `null` where it speaks of none by itself. */
  readonly acknowledged: readonly ConsentCategory[] | null;
}

/**
 * Sets apart what a form acknowledges for single categories. `acknowledgedSignals` acknowledges for everything that a form grants, and so does not stand beside it.
 *
 * @throws ProblemException 400 `VALIDATION_FAILED`, or 400 `DECISION_CONTRADICTORY` where both kinds of fields are there
 */
export function setAcknowledgementsApart(
  form: Readonly<Record<string, unknown>>,
  registry: CategoryRegistry,
): AcknowledgingForm {
  const isOurs = ([name]: [string, unknown]): boolean => name.startsWith(FIELD);
  const ours = Object.entries(form).filter(isOurs);
  if (ours.length === 0) return { fields: form, acknowledged: null };
  const acknowledged = ours.map(([name]) => name.slice(FIELD.length));
  const faults: ProblemPart[] = ours.flatMap(([name, value], i) => {
    const isKnown = registry.optional.includes(acknowledged[i] as ConsentCategory);
    if (isKnown && value === 'gpc') return [];
    const detail = isKnown ? 'must be "gpc", once' : `is not of a category; use ${registry.optional.join(', ')}`;
    return [{ path: name.slice(0, 64), detail }];
  });
  if (faults.length > 0) throw invalidInput(faults.slice(0, 64));
  if (form.acknowledgedSignals !== undefined)
    throw decisionContradictory(
      ours.map(([path]) => ({ path, detail: 'must not stand beside "acknowledgedSignals"' })),
    );
  const fields = Object.fromEntries(Object.entries(form).filter((field) => !isOurs(field)));
  return { fields, acknowledged: acknowledged as ConsentCategory[] };
}
