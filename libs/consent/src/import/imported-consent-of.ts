import { type ConsentCategory } from '@nest-privacy/core';
import { canonicalLanguage } from '@nest-privacy/core/kit';
import { type ImportedConsent } from '../decision/imported-consent.js';
import { type FoundConsent } from './found-consent.js';
import { type ImportSource, originOf } from './import-source.js';
import { foundDecisions } from './found-decisions.js';

/**
 * What was found as the ledger takes it.
 *
 * @param categories every optional one
 * @param now milliseconds since the epoch; a time after it is none
 */
export const importedConsent = (
  found: FoundConsent,
  source: ImportSource,
  categories: readonly ConsentCategory[],
  now: number,
): ImportedConsent => ({
  origin: originOf(source),
  found: foundDecisions(found, source, categories),
  trusted: source.trusted,
  noticeVersion: source.noticeVersion,
  language: canonicalLanguage(found.language) ?? null,
  givenAt: found.givenAt !== null && found.givenAt <= now ? found.givenAt : null,
});
