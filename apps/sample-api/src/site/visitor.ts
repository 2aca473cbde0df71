import { type VisitorConsent } from '@nest-privacy/consent';
import { type PrivacySignals } from '@nest-privacy/core';
import { type ShownCatalogue } from './catalogue-group.js';

/** What the pages show a visitor of themselves and of the site. */
export interface Visitor {
  /** Path of the page, where the form leads back to. */
  readonly path: string;
  readonly signals: PrivacySignals;
  readonly consent: VisitorConsent;
  readonly catalogue: ShownCatalogue;
}
