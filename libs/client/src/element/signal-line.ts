import { isGpcHonoured } from '../state/is-gpc-honoured.js';
import { h } from './h.js';
import { type View } from './view-facts.js';

/** That GPC was heard and obeyed, where it was. */
export function signalLine({ notice, state, gpcAffects }: View): HTMLElement | false | undefined {
  const { gpcHonoured } = notice.messages;
  return !!state && isGpcHonoured(state, gpcAffects) && !!gpcHonoured && h('p', { class: 'np-signal' }, gpcHonoured);
}
