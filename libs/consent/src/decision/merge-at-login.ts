import { type ConsentCategory, type Decision } from '@nest-privacy/core';
import { type ExplicitTimes } from './explicit-times.js';
import { covers, hasLapsed, isGrantedOrLapsed, type ShownToday, type StoredConsent } from './stored-consent.js';

/** Where the consent of a device, or of the account, stood before they became one. */
export interface LoginSide {
  readonly stored: StoredConsent;
  /** When it was said expressly. A refusal of which that is not known counts as one of its record's time, and a grant as older than all. */
  readonly explicitAt: ExplicitTimes;
  /** Whose grants count: those that the visitor's own cookies prove. The account's are proven by the login. */
  readonly proven: StoredConsent | null;
}

/** Two that become one. */
export interface LoginMerge extends ShownToday {
  readonly categories: readonly ConsentCategory[];
  readonly sides: readonly LoginSide[];
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** Where the one stands that they became. */
export interface LoginStanding {
  /** One entry for every optional category. */
  readonly decisions: Readonly<Partial<Record<ConsentCategory, Decision>>>;
  readonly informed: readonly ConsentCategory[];
  /** What either granted once, and of which nothing counts. */
  readonly lapsed: readonly ConsentCategory[];
  readonly explicitAt: ExplicitTimes;
  readonly withdrawn: boolean;
  /** Milliseconds since the epoch: a grant lives no longer than it was given for. */
  readonly validUntil: number;
  /** The last express word of those that count; `null` where none does. */
  readonly lastWord: { readonly stored: StoredConsent; readonly at: number } | null;
}

/** What one side says of a category. */
interface Word {
  readonly decision: 'granted' | 'denied';
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly side: LoginSide;
}

function wordOf(side: LoginSide, category: ConsentCategory, merge: LoginMerge): Word | undefined {
  const { stored, explicitAt, proven } = side;
  const decision = stored.withdrawn ? 'denied' : stored.decisions[category];
  if (decision === 'denied') return { decision, at: explicitAt[category] ?? stored.decidedAt, side };
  if (decision !== 'granted' || proven?.decisions[category] !== 'granted') return undefined;
  const counts = !hasLapsed(stored, merge, merge.now) && covers(stored, category, merge);
  return counts ? { decision, at: explicitAt[category] ?? 0, side } : undefined;
}

/** The newest word, and of two at one time the refusal. */
const newest = (words: readonly Word[]): Word | undefined =>
  words.reduce<Word | undefined>((best, word) => {
    const isNewer = best === undefined || word.at > best.at || (word.at === best.at && word.decision === 'denied');
    return isNewer ? word : best;
  }, undefined);

/**
 * Of each category the newest express decision counts. Nothing else takes a refusal away: no older grant, no grant that was only carried on, has run out, or is
 * not proven, and nothing that is unset. What was granted and does not count has lapsed: it is no refusal, and no default lets it pass.
 */
export function mergeAtLogin(merge: LoginMerge): LoginStanding {
  const { categories, sides, now } = merge;
  const words = new Map(
    categories.map((category) => [category, newest(sides.flatMap((side) => wordOf(side, category, merge) ?? []))]),
  );
  const said = [...words].flatMap(([category, word]) => (word ? [{ category, ...word }] : []));
  const grants = said.filter(({ decision }) => decision === 'granted');
  const latest = sides.reduce<StoredConsent | undefined>(
    (best, { stored }) => (best && best.decidedAt >= stored.decidedAt ? best : stored),
    undefined,
  );
  const last = newest(said);
  const ends = (grants.length > 0 ? grants.map(({ side }) => side) : sides).map(({ stored }) => stored.validUntil);
  return {
    decisions: Object.fromEntries(categories.map((category) => [category, words.get(category)?.decision ?? 'unset'])),
    informed: grants.flatMap(({ category, side }) => (side.stored.informed.includes(category) ? [category] : [])),
    lapsed: categories.filter(
      (category) => !words.get(category) && sides.some(({ stored }) => isGrantedOrLapsed(stored, category)),
    ),
    explicitAt: Object.fromEntries(said.map(({ category, at }) => [category, at])),
    lastWord: last ? { stored: last.side.stored, at: last.at } : null,
    withdrawn: grants.length === 0 && latest?.withdrawn === true,
    validUntil: ends.length === 0 ? now : grants.length > 0 ? Math.min(...ends) : Math.max(...ends),
  };
}
