import { type AnalyticsEvent } from '../../event/analytics-event.js';
import { DIRECT, INTERNAL } from '../../event/referrer.js';
import { OTHER, textsOf } from './event-texts.js';
import { type NeededTexts } from './term-dictionary.js';

/** Texts that the package itself writes. */
const OWN = ['', DIRECT, INTERNAL, OTHER, 'people', 'bots', 'agents'];

/** The texts of some events and what may stand for them. Each site answers for the new ones that a visitor can make up. */
export function neededTexts(events: readonly AnalyticsEvent[]): NeededTexts {
  const texts = new Map<string, string | undefined>();
  const always = new Set<string>(OWN);
  for (const event of events)
    for (const [text, substitute] of textsOf(event)) {
      if (substitute === null) always.add(text);
      else if (!texts.has(text)) texts.set(text, event.site);
    }
  for (const text of always) texts.set(text, undefined);
  return texts;
}
