import { DIRECT, INTERNAL } from '../event/referrer.js';
import { type AnalyticsEvent } from '../event/analytics-event.js';
import { OTHER, substitutesOf, termsOf } from './event-row.js';
import { type NeededTexts } from './term-dictionary.js';

/** Texts that the package itself writes. */
const OWN = ['', DIRECT, INTERNAL, OTHER];

/** The texts of some events and what may stand for them. Each site answers for the new ones that a visitor can make up. */
export function neededTexts(events: readonly AnalyticsEvent[]): NeededTexts {
  const texts = new Map<string, string | undefined>();
  for (const event of events) for (const text of termsOf(event)) if (!texts.has(text)) texts.set(text, event.site);
  for (const text of OWN) texts.set(text, undefined);
  for (const event of events) for (const text of substitutesOf(event)) texts.set(text, undefined);
  return texts;
}
