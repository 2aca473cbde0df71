import { sharedClient } from '../client/shared-client.js';
import { type PublicNotice } from '../state/public-notice.js';
import { loadViews, type Views } from './load-views.js';
import { type View } from './view-facts.js';

/** Categories that GPC switches off. */
export const gpcAffectsOfPage = (): View['gpcAffects'] => sharedClient().page?.gpcAffects ?? ['MARKETING'];

/** What the notice was asked for last, and the answer; `undefined` where there was none. */
let key: string | undefined;
let answer: Promise<PublicNotice | undefined> | undefined;

/**
 * What is to be shown now, in the language of the page, and what renders it: a part of its own, loaded where something is to be rendered that the server did
 * not. `undefined` where either is not to be had. The notice is asked for again when the versions change.
 */
export async function currentView(): Promise<(View & { readonly views: Views }) | undefined> {
  const client = sharedClient();
  const state = client.state();
  const { lang } = document.documentElement;
  const wanted = [lang, state?.noticeVersion, state?.catalogueVersion].join();
  if (key !== wanted) {
    // Asked for before the state was known, it is that of the state; if not, the server says so to whoever grants.
    if (key !== lang + ',,') answer = client.notice().catch(() => (key = undefined));
    key = wanted;
  }
  const [notice, views] = await Promise.all([answer, loadViews().catch(() => undefined)]);
  return (
    notice &&
    views && {
      notice,
      views,
      state: client.state(),
      paths: client.paths,
      gpcAffects: gpcAffectsOfPage(),
      redirect: location.pathname + location.search,
    }
  );
}
