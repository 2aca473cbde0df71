import { browser } from '../transport/browser.js';
import { type ConsentApi } from '../transport/consent-api.js';
import { newId } from '../transport/new-id.js';
import { type ConsentClient, type DecideOptions } from './consent-client.options.js';
import { type Exchange } from './exchange.js';
import { type Standing } from './standing.js';

/** Language of the page; `undefined` where it says none. */
export const pageLanguage = (): string | undefined => browser.document?.documentElement?.lang || undefined;

/** The calls of a client by which a visitor decides, each with what was shown, as evidence. */
export function createDecisions(
  api: ConsentApi,
  standing: Standing,
  { load, record }: Exchange,
): Pick<ConsentClient, 'decide' | 'acceptAll' | 'rejectAll' | 'withdraw' | 'served'> {
  let seen: { readonly noticeVersion: number; readonly servedToken: string } | undefined;

  const decide: ConsentClient['decide'] = (decisions, evidence) => {
    const { noticeVersion, catalogueVersion } = standing.state() ?? {};
    const known = { language: pageLanguage(), noticeVersion, catalogueVersion: catalogueVersion ?? undefined };
    const shown = { ...known, ...evidence };
    const servedToken = shown.noticeVersion === seen?.noticeVersion ? seen?.servedToken : undefined;
    return record({ key: newId(), body: { ...shown, servedToken, decisions } });
  };

  const decideAll = (decision: 'granted' | 'denied', method: string) => async (evidence?: DecideOptions) => {
    const { decisions } = standing.state() ?? (await load());
    return decide(Object.fromEntries(Object.keys(decisions).map((name) => [name, decision])), { method, ...evidence });
  };

  return {
    decide,
    acceptAll: decideAll('granted', 'accept-all'),
    rejectAll: decideAll('denied', 'reject-all'),
    withdraw: () => record({ key: newId() }),
    async served({ noticeVersion, language, variant }, surface) {
      if (noticeVersion === null) return;
      const report = { noticeVersion, language, variant: variant ?? undefined, surface };
      await api.served(report).then(
        ({ servedToken }) => (seen = { noticeVersion, servedToken }),
        () => {},
      );
    },
  };
}
