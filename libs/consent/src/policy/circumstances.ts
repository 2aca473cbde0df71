import { type PrivacySignals, type Regime } from '@nest-privacy/core';
import { type CatalogueView } from '../catalogue/catalogue-in-force.js';
import { type ConsentCircumstances } from '../decision/consent-question.js';

/** What holds for as long as the process does. */
type Fixed = Pick<ConsentCircumstances, 'categories' | 'gpcAffects' | 'reaskNotBefore'>;

/** What may change from one question to the next. Circumstances are made of nothing else. */
interface Variable {
  readonly regime: Regime;
  readonly signals: PrivacySignals;
  readonly noticeVersion: number;
  /** Another object with each change of the catalogue. */
  readonly catalogue: CatalogueView;
}

/** Everything that varies but the notice and the catalogue, which are told apart by themselves. */
type Told = Omit<Variable, 'signals' | 'noticeVersion' | 'catalogue'> & PrivacySignals;

/** What each of them can be. The compiler refuses a table that leaves one out, for two questions that differ in it alone would then share an answer. */
const VALUES: { readonly [K in keyof Told]-?: readonly Told[K][] } = {
  regime: ['opt-in', 'opt-out', 'notice-only'],
  dnt: [null, true, false],
  gpc: [false, true],
};
const TOLD = Object.entries(VALUES) as [keyof Told, readonly unknown[]][];

/** One number for all but the catalogue; `undefined` where something is what it cannot be. */
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
  private readonly known = new WeakMap<CatalogueView, Map<number, ConsentCircumstances>>();

  constructor(private readonly fixed: Fixed) {}

  of(variable: Variable): ConsentCircumstances {
    const { catalogue } = variable;
    let ofCatalogue = this.known.get(catalogue);
    if (!ofCatalogue) this.known.set(catalogue, (ofCatalogue = new Map<number, ConsentCircumstances>()));
    const number = numberOf(variable);
    if (number === undefined) return this.make(variable);
    let circumstances = ofCatalogue.get(number);
    if (!circumstances) ofCatalogue.set(number, (circumstances = this.make(variable)));
    return circumstances;
  }

  private make({ catalogue: { version, renewals }, ...rest }: Variable): ConsentCircumstances {
    return { ...this.fixed, ...rest, catalogueVersion: version?.version ?? null, renewals };
  }
}
