import { type PrivacySignals } from '@nest-privacy/core';
import { type CatalogueView } from '../catalogue/catalogue-in-force.js';
import { type ConsentCircumstances } from '../decision/consent-question.js';
import { type ConsentTerms } from '../decision/consent-terms.js';
import { type NoticeToday, type NoticeValidity } from '../decision/notice-validity.js';

/** What holds for as long as the process does. */
type Fixed = Pick<ConsentCircumstances, 'categories' | 'gpcAffects'>;

/** What may change from one question to the next. Circumstances are made of nothing else. */
interface Variable extends NoticeToday {
  /** Another object with each that say anything else. */
  readonly terms: ConsentTerms;
  readonly signals: PrivacySignals;
  /** Another object with each change of the catalogue. */
  readonly catalogue: CatalogueView;
}

/** What each signal can be. The compiler refuses a table that leaves one out, for two questions that differ in it alone would then share an answer. */
const VALUES: { readonly [K in keyof PrivacySignals]-?: readonly PrivacySignals[K][] } = {
  dnt: [null, true, false],
  gpc: [false, true],
};
/** Stands for a notice of which today's version alone counts. */
const TODAY_ALONE: NoticeValidity = { since: 0, renewals: {} };
const TOLD = Object.entries(VALUES) as [keyof PrivacySignals, readonly unknown[]][];

/** Those that differ in what a number tells. */
type Alike = Map<number, ConsentCircumstances>;

/** One number for signals and notice; `undefined` where something is what it cannot be. */
function numberOf({ signals, noticeVersion }: Variable): number | undefined {
  let number = noticeVersion;
  for (const [name, values] of TOLD) {
    const place = values.indexOf(signals[name]);
    if (place < 0) return undefined;
    number = number * values.length + place;
  }
  return number;
}

function within<K extends object, V>(known: WeakMap<K, V>, key: K, make: () => V): V {
  let value = known.get(key);
  if (value === undefined) known.set(key, (value = make()));
  return value;
}

/** Hands out the same object for the same circumstances, for two that are one are compared at a glance, and that three times in most requests. */
export class Circumstances {
  private readonly known = new WeakMap<CatalogueView, WeakMap<NoticeValidity, WeakMap<ConsentTerms, Alike>>>();

  constructor(private readonly fixed: Fixed) {}

  of(variable: Variable): ConsentCircumstances {
    const number = numberOf(variable);
    if (number === undefined) return this.make(variable);
    const { catalogue, noticeValidity = TODAY_ALONE, terms } = variable;
    const ofCatalogue = within(this.known, catalogue, () => new WeakMap());
    const ofNotice = within(ofCatalogue, noticeValidity, () => new WeakMap());
    const alike: Alike = within(ofNotice, terms, () => new Map<number, ConsentCircumstances>());
    let circumstances = alike.get(number);
    if (!circumstances) alike.set(number, (circumstances = this.make(variable)));
    return circumstances;
  }

  private make({ catalogue: { version, renewals }, ...rest }: Variable): ConsentCircumstances {
    return { ...this.fixed, ...rest, catalogueVersion: version?.version ?? null, renewals };
  }
}
