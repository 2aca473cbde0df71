import { type ConsentSnapshot, type PrivacySignals } from '@nest-privacy/core';
import { type CatalogueGroup } from './catalogue-group.js';

/** What the pages show a visitor of themselves and of the site. */
export interface Visitor {
  /** Path of the page, where the form leads back to. */
  readonly path: string;
  readonly signals: PrivacySignals;
  readonly consent: ConsentSnapshot;
  readonly catalogue: readonly CatalogueGroup[];
}
