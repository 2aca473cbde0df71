import { type ConsentState } from '../state/consent-state.js';
import { type PublicNotice } from '../state/public-notice.js';

/** All that a surface is rendered from. */
export interface View {
  readonly notice: PublicNotice;
  /** `undefined` where consent is not known yet: nothing is allowed then. */
  readonly state: ConsentState | undefined;
  /** Where decisions are posted, and the page with all choices. */
  readonly paths: { readonly consent: string; readonly choices: string };
  /** Categories that GPC switches off. */
  readonly gpcAffects: readonly string[];
  /** Where a form leads back to, without the script. */
  readonly redirect: string;
}

/** The categories that the visitor decides of, in the order of the notice. */
export const optionalOf = ({ notice }: View): PublicNotice['categories'] =>
  notice.categories.filter(({ required }) => !required);

/** Of each category that the visitor decides of, how `unset` is read. */
export const regimesOf = (view: View): readonly string[] =>
  optionalOf(view).map(({ category }) => view.state?.regimes?.[category] ?? 'opt-in');

/** Whether the browser speaks against a category. */
export const isAgainstGpc = ({ state, gpcAffects }: View, category: string): boolean =>
  !!state?.signals.gpc && gpcAffects.includes(category);
