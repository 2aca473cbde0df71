import { type ConsentClient } from '../client/consent-client.options.js';
import { type Gate, type GateOptions } from '../gate/gate.options.js';
import { type PageSoFar } from '../gate/page-so-far.js';
import { startGate } from '../gate/start-gate.js';
import { type PublicNotice } from '../state/public-notice.js';

/** How the gate works, for a client that has a notice. */
export type OptionsByNotice = GateOptions & { readonly client: ConsentClient };

/** Starts a gate that takes back what categories leave as the notice says it: the cookies of their items. */
export function startGateByNotice(options: OptionsByNotice, page: PageSoFar): Gate {
  /** One answer for all categories that are taken back together. */
  let asked: Promise<PublicNotice> | undefined;
  const traces = async (category: string) => {
    asked ??= options.client.notice().finally(() => (asked = undefined));
    const notice = await asked;
    return notice.categories.find((one) => one.category === category)?.items.flatMap(({ cookies }) => cookies) ?? [];
  };
  return startGate({ ...options, traces }, page);
}
