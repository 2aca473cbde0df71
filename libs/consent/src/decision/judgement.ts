import { type ConsentCategory, type ConsentStanding, type Decision } from '@nest-privacy/core';
import { type ConsentQuestion } from './consent-question.js';
import { regimeOf } from './consent-terms.js';
import { isGrantedOrLapsed } from './stored-consent.js';

/** What decides about a category: the visitor's own word, a signal of the browser, or the law where neither was said. */
export type DecidingRule =
  'withdrawal' | 'refusal' | 'expiry' | 'lapse' | 'grant' | 'informed-grant' | 'gpc' | 'dnt' | 'regime';

/** Whether a category is allowed, and what decided that. */
export interface Judgement {
  readonly rule: DecidingRule;
  readonly isAllowed: boolean;
}

const no = (rule: DecidingRule): Judgement => Object.freeze({ rule, isAllowed: false });
const yes = (rule: DecidingRule): Judgement => Object.freeze({ rule, isAllowed: true });

// Made once, for a judgement is passed on every category of every question.
const WITHDRAWN = no('withdrawal');
const REFUSED = no('refusal');
const EXPIRED = no('expiry');
const LAPSED = no('lapse');
const GRANTED = yes('grant');
const INFORMED = yes('informed-grant');
const BY_GPC = no('gpc');
const BY_DNT = no('dnt');
const NOT_ASKED = no('regime');
const BY_LAW = yes('regime');

/** Whether the category was granted, and nothing else was said of it since. */
export const hadGranted = (category: ConsentCategory, { stored }: ConsentQuestion): boolean =>
  stored !== null && isGrantedOrLapsed(stored, category);

/**
 * The whole decision about one category. In this order: what was refused, withdrawn, has expired, belongs to another notice or does not cover what the
 * catalogue holds is not allowed under any regime; a grant is allowed, also against DNT, but against GPC only when it was given in knowledge of it; and where
 * nothing was decided the signals say no before the regime may say yes.
 */
export function judgementOf(
  category: ConsentCategory,
  decision: Decision,
  state: ConsentStanding,
  question: ConsentQuestion,
): Judgement {
  const { stored, signals, gpcAffects, terms } = question;
  if (state === 'withdrawn') return WITHDRAWN;
  if (decision === 'denied') return REFUSED;
  if (state === 'expired') return EXPIRED;
  if (decision === 'unset' && hadGranted(category, question)) return LAPSED;
  const isAgainstGpc = signals.gpc && gpcAffects.includes(category);
  if (decision === 'granted') {
    if (!isAgainstGpc) return GRANTED;
    return stored?.informed.includes(category) === true ? INFORMED : BY_GPC;
  }
  if (regimeOf(terms, category) === 'opt-in') return NOT_ASKED;
  if (signals.dnt === true) return BY_DNT;
  return isAgainstGpc ? BY_GPC : BY_LAW;
}
