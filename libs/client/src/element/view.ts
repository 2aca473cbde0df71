import { sharedClient } from '../client/shared-client.js';
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

/** Where the server of this page is asked, unless it says otherwise. */
export const pathsOfPage = (): View['paths'] =>
  sharedClient().page?.paths ?? { consent: '/consent', choices: '/privacy' };

/** What the notice was asked for last, and the answer; `undefined` where there was none. */
let key: string | undefined;
let answer: Promise<PublicNotice | undefined> | undefined;

/** What is to be shown now, in the language of the page; `undefined` where no notice is to be had. It is asked for again when the versions change. */
export async function currentView(): Promise<View | undefined> {
  const client = sharedClient();
  const state = client.state();
  const wanted = [document.documentElement.lang, state?.noticeVersion, state?.catalogueVersion].join();
  if (key !== wanted) {
    key = wanted;
    answer = client.notice().catch(() => (key = undefined));
  }
  const notice = await answer;
  return (
    notice && {
      notice,
      state: client.state(),
      paths: pathsOfPage(),
      gpcAffects: client.page?.gpcAffects ?? ['MARKETING'],
      redirect: location.pathname + location.search,
    }
  );
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
