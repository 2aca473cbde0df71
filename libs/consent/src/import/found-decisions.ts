import { type ConsentCategory, type Decision, type Decisions } from '@nest-privacy/core';
import { type FoundConsent } from './found-consent.js';
import { type ImportSource } from './import-source.js';

/**
 * What was found, by our categories: refused where one of the tool's names for it was, granted where all were, and `unset` where neither is said.
 *
 * @param categories every optional one
 */
export function foundDecisions(
  { choices, onlyAccepted }: FoundConsent,
  { names }: Pick<ImportSource, 'names'>,
  categories: readonly ConsentCategory[],
): Decisions {
  const decisionOn = (category: ConsentCategory): Decision => {
    const said = (names.get(category) ?? []).map((name) => choices.get(name) ?? (onlyAccepted ? false : undefined));
    if (said.includes(false)) return 'denied';
    return said.length > 0 && said.every((accepted) => accepted === true) ? 'granted' : 'unset';
  };
  return Object.fromEntries(categories.map((category) => [category, decisionOn(category)]));
}

/** Whether anything is said of one of our categories. */
export const saysAnything = (
  found: FoundConsent,
  source: Pick<ImportSource, 'names'>,
  categories: readonly ConsentCategory[],
): boolean => Object.values(foundDecisions(found, source, categories)).some((decision) => decision !== 'unset');
