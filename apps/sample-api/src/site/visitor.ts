import { type PublicNotice, type VisitorConsent } from '@nest-privacy/consent';
import { type PrivacySignals } from '@nest-privacy/core';
import { type SiteAssets } from './assets/site-assets.js';
import { type PageSurface } from './surface/page-surface.js';
import { type SiteTexts } from './texts/site-texts.js';

/** What the pages show a visitor of themselves and of the site. */
export interface Visitor {
  /** Path of the page, where the form leads back to. */
  readonly path: string;
  /** Of the same, without the question mark; empty without one. */
  readonly query: string;
  /** Path of this site that the visitor came from; the start page where that is not known. */
  readonly cameFrom: string;
  /** Whether they come back from the form, where a decision of theirs was recorded. */
  readonly hasDecided: boolean;
  readonly texts: SiteTexts;
  /** Where what the page loads beside itself is. */
  readonly assets: Pick<SiteAssets, 'urlOf'>;
  /** By which the page tells its own scripts from injected ones. */
  readonly nonce: string;
  readonly signals: PrivacySignals;
  readonly consent: VisitorConsent;
  /** What purposes there are, and what is used for them. */
  readonly notice: PublicNotice;
  readonly surface: PageSurface;
}
