import { type ConsentClient } from '../client/consent-client.options.js';
import { type PublicNotice } from '../state/public-notice.js';
import { type GateOptions } from './gate.options.js';

/**
 * What categories leave as the notice says it, for the option `traces` of the gate: the cookies of their items. The notice is asked for when something is
 * to be erased, once for all categories that are taken back together.
 */
export function noticeTraces(client: Pick<ConsentClient, 'notice'>): NonNullable<GateOptions['traces']> {
  let asked: Promise<PublicNotice> | undefined;
  return async (category) => {
    asked ??= client.notice().finally(() => (asked = undefined));
    const { categories } = await asked;
    return categories.find((one) => one.category === category)?.items.flatMap(({ cookies }) => cookies) ?? [];
  };
}
