import { type ConsentState } from './consent-state.js';

/** Whether the browser's opt-out was heard and obeyed (11 CCR 7025(c)(6)). @param gpcAffects categories that it switches off */
export const isGpcHonoured = (
  { signals, allowed }: Pick<ConsentState, 'signals' | 'allowed'>,
  gpcAffects: readonly string[],
): boolean => signals.gpc && !!gpcAffects[0] && !gpcAffects.some((category) => allowed[category]);
