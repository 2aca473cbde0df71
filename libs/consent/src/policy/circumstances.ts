import { type PrivacySignals, type Regime } from '@nest-privacy/core';
import { type CatalogueView } from '../catalogue/catalogue-in-force.js';
import { type ConsentCircumstances } from '../decision/consent-question.js';
import { type NoticeToday, type NoticeValidity } from '../decision/notice-validity.js';

/** What holds for as long as the process does. */
type Fixed = Pick<ConsentCircumstances, 'categories' | 'gpcAffects' | 'reaskNotBefore'>;

/** What may change from one question to the next. Circumstances are made of nothing else. */
interface Variable extends NoticeToday {
  readonly regime: Regime;
  readonly signals: PrivacySignals;
  /** Another object with each change of the catalogue. */
  readonly catalogue: CatalogueView;
}

/** Everything that varies but the notice and the catalogue, which are told apart by themselves. */
type Told = Omit<Variable, 'signals' | 'catalogue' | keyof NoticeToday> & PrivacySignals;

/** What each of them can be. The compiler refuses a table that leaves one out, for two questions that differ in it alone would then share an answer. */
const VALUES: { readonly [K in keyof Told]-?: readonly Told[K][] } = {
  regime: ['opt-in', 'opt-out', 'notice-only'],
  dnt: [null, true, false],
  gpc: [false, true],
};
/** Stands for a notice of which today's version alone counts. */
const TODAY_ALONE: NoticeValidity = { since: 0, renewals: {} };
const TOLD = Object.entries(VALUES) as [keyof Told, readonly unknown[]][];

/** One number for all but the catalogue and what the notice leaves of earlier decisions; `undefined` where something is what it cannot be. */
function numberOf(variable: Variable): number | undefined {
  const told: Told = { ...variable.signals, regime: variable.regime };
  let number = variable.noticeVersion;
  for (const [name, values] of TOLD) {
    const place = values.indexOf(told[name]);
    if (place < 0) return undefined;
    number = number * values.length + place;
  }
  return number;
}

/** Hands out the same object for the same circumstances, for two that are one are compared at a glance, and that three times in most requests. */
export class Circumstances {
  private readonly known = new WeakMap<CatalogueView, WeakMap<NoticeValidity, Map<number, ConsentCircumstances>>>();

  constructor(private readonly fixed: Fixed) {}

  of(variable: Variable): ConsentCircumstances {
    const number = numberOf(variable);
    if (number === undefined) return this.make(variable);
    const alike = this.alike(variable);
    let circumstances = alike.get(number);
    if (!circumstances) alike.set(number, (circumstances = this.make(variable)));
    return circumstances;
  }

  /** Those that differ in what a number tells. */
  private alike({ catalogue, noticeValidity = TODAY_ALONE }: Variable): Map<number, ConsentCircumstances> {
    let ofCatalogue = this.known.get(catalogue);
    if (!ofCatalogue) this.known.set(catalogue, (ofCatalogue = new WeakMap()));
    let alike = ofCatalogue.get(noticeValidity);
    if (!alike) ofCatalogue.set(noticeValidity, (alike = new Map<number, ConsentCircumstances>()));
    return alike;
  }

  private make({ catalogue: { version, renewals }, ...rest }: Variable): ConsentCircumstances {
    return { ...this.fixed, ...rest, catalogueVersion: version?.version ?? null, renewals };
  }
}
