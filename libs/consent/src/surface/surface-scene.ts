import { type ConsentCategory, type ConsentSnapshot, type Decisions } from '@nest-privacy/core';
import { type Regimes } from '../decision/consent-terms.js';
import { type PublicNotice } from '../notice/render-notice.js';
import { type PageSettings } from './page-settings.js';

/** What a surface is rendered from: the notice, and what of the visitor is shown. Nothing else is in the markup. */
export interface SurfaceScene {
  readonly notice: PublicNotice;
  readonly paths: PageSettings['paths'];
  /** Where a form leads back to: a path of this site. */
  readonly redirect: string;
  /** Whether caches may keep the page for everybody; then it says nothing of the visitor, and what is strictest holds. */
  readonly isShared: boolean;
  /** How `unset` is read; a category that is not named is opt-in. */
  readonly regimes: Regimes;
  readonly decisions: Decisions;
  readonly allowed: ConsentSnapshot['allowed'];
  /** When the visitor decided last; `null` where they did not. */
  readonly decidedAt: Date | null;
  /** Whether the browser sends `Sec-GPC: 1`. */
  readonly hasGpc: boolean;
  /** Whether the visitor has to be shown that it was honoured, and it was. */
  readonly hasToShowGpc: boolean;
  /** Categories that GPC switches off. */
  readonly gpcAffects: readonly ConsentCategory[];
}
