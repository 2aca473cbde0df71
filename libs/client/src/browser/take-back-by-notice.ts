import { type ConsentClient } from '../client/consent-client.options.js';
import { takeBack } from '../gate/take-back.js';

/** Takes back what categories leave as the notice says it: the cookies of their items. The client is the page's own, which has more calls than a gate needs. */
export const takeBackByNotice: typeof takeBack = (options, ...categories) => {
  const asked = (options.client as ConsentClient).notice();
  const traces = async (category: string) => {
    const notice = await asked;
    return notice.categories.find((one) => one.category === category)?.items.flatMap(({ cookies }) => cookies) ?? [];
  };
  return takeBack({ ...options, traces }, ...categories);
};
