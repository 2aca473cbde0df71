import { h } from './h.js';
import { type View } from './view-facts.js';

/** That GPC was heard and obeyed, where it was. */
export function signalLine({ notice, state, gpcAffects }: View): HTMLElement | false | undefined {
  const { gpcHonoured } = notice.messages;
  const isObeyed = state?.signals.gpc && gpcAffects[0] && !gpcAffects.some((category) => state.allowed[category]);
  return !!isObeyed && !!gpcHonoured && h('p', { class: 'np-signal' }, gpcHonoured);
}
