import { BoundedMap } from '@nest-privacy/core/kit';
import { type PolicyRules } from './policy-rule.js';
import { type PolicyTerms } from './policy-terms.js';
import { type PolicyScene, startOf } from './rules-for.js';
import { type PolicyScope, termsOf } from './terms-of.js';

/** More than there are countries, regions and ways to know of them; a resolver of the application may make up others. */
const PLACES = 10_000;

/** {@link termsOf} for busy rules: what they say of a place is made once for as long as no rule begins or ends. */
export class PolicyBook {
  private terms = new BoundedMap<string, PolicyTerms>(PLACES);
  /** The days on which a rule or a duty begins or ends, as instants. */
  private readonly turns: readonly number[];
  private since = Number.POSITIVE_INFINITY;
  private until = Number.NEGATIVE_INFINITY;

  constructor(
    readonly rules: PolicyRules,
    private readonly scope: PolicyScope,
  ) {
    const days = rules.rules.flatMap(({ from, until, gpc = [] }) => [from, until, ...gpc.map(({ since }) => since)]);
    this.turns = days.filter((day) => day !== undefined).map(startOf);
  }

  /** What holds; the same object for the same. */
  termsOf(scene: PolicyScene): PolicyTerms {
    const { siteId, place, now } = scene;
    if (now < this.since || now >= this.until) this.turnTo(now);
    const key = `${siteId}|${place.country}|${place.region}|${place.source}`;
    return this.terms.through(key, () => termsOf(this.rules, scene, this.scope));
  }

  private turnTo(now: number): void {
    this.since = Math.max(...this.turns.filter((turn) => turn <= now), Number.NEGATIVE_INFINITY);
    this.until = Math.min(...this.turns.filter((turn) => turn > now), Number.POSITIVE_INFINITY);
    this.terms = new BoundedMap(PLACES);
  }
}
