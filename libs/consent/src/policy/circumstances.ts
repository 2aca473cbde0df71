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

const REGIMES: readonly Regime[] = ['opt-in', 'opt-out', 'notice-only'];
const DNT = [null, true, false];

/** One number for all but the catalogue. */
function numberOf({ regime, signals: { dnt, gpc }, noticeVersion }: Variable): number {
  const signals = DNT.indexOf(dnt) * 2 + Number(gpc);
  return (noticeVersion * REGIMES.length + REGIMES.indexOf(regime)) * DNT.length * 2 + signals;
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
    let circumstances = ofCatalogue.get(number);
    if (!circumstances) ofCatalogue.set(number, (circumstances = this.make(variable)));
    return circumstances;
  }

  private make({ catalogue: { version, renewals }, ...rest }: Variable): ConsentCircumstances {
    return { ...this.fixed, ...rest, catalogueVersion: version?.version ?? null, renewals };
  }
}
