import { type ConsentCategory, type Decision, type Decisions } from '@nest-privacy/core';
import { type ConsentQuestion } from '../decision/consent-question.js';
import { regimeOf } from '../decision/consent-terms.js';
import { type DecidingRule, judgementOf } from '../decision/judgement.js';
import { type RecordedSignals } from '../decision/recorded-signals.js';
import { decisionOn, stateOf } from '../decision/standing-of.js';
import { lawOf } from '../policy/explain-policy.js';
import { type PolicyTerms } from '../policy/policy-terms.js';
import { type DecisionReason, type EvidenceFile } from './evidence-file.js';

type Terms = Omit<PolicyTerms, 'id'>;

const WORDS: Readonly<Record<DecidingRule, string>> = {
  withdrawal: 'everything was withdrawn',
  refusal: 'it was refused, now or before, and a refusal beats every default',
  expiry: 'the answer had run out',
  lapse: 'the grant did not cover what the category held',
  grant: 'it was granted',
  'informed-grant': 'it was granted in knowledge of the conflict with Sec-GPC: 1',
  gpc: 'the browser said Sec-GPC: 1, and it was not granted in knowledge of that',
  dnt: 'the browser said DNT: 1, and nothing was decided',
  regime: 'nothing that counts was decided',
};

/** What the record says of the visitor, as the policy was asked about it; the notice and the catalogue of then are those of the decision itself. */
function questionOf(record: EvidenceFile['record'], terms: Terms): ConsentQuestion {
  const { receivedAt, validUntil, eventType, noticeVersion, signals } = record;
  const { dnt, gpc } = signals as RecordedSignals;
  const decisions = record.decisions as Decisions;
  const now = Date.parse(String(receivedAt));
  return {
    categories: Object.keys(decisions) as ConsentCategory[],
    terms,
    signals: { dnt, gpc: gpc === true },
    gpcAffects: terms.gpcAffects ?? [],
    noticeVersion: Number(noticeVersion),
    catalogueVersion: null,
    renewals: {},
    now,
    stored: {
      siteId: String(record.siteId),
      subjectId: String(record.subjectId),
      recordId: String(record.id),
      decisions,
      informed: record.informed as readonly ConsentCategory[],
      lapsed: [],
      withdrawn: eventType === 'withdrawn',
      noticeVersion: Number(noticeVersion),
      catalogueVersion: null,
      decidedAt: now,
      validUntil: Date.parse(String(validUntil)),
    },
  };
}

/**
 * Of a category that the record leaves open the law decides, unless an earlier grant had lapsed, which passes by no default: that is told by the subject's earlier
 * records, and not by this one.
 */
function openReason(category: ConsentCategory, terms: Terms): DecisionReason {
  const regime = regimeOf(terms, category);
  const open = { category, decision: 'unset', ...lawOf(terms) } as const;
  const held = `${WORDS.regime}, and ${regime} held`;
  return regime === 'opt-in'
    ? { ...open, allowed: false, effect: `not allowed: ${held}` }
    : { ...open, allowed: null, effect: `${held}: allowed, unless an earlier record of the subject granted it` };
}

function reasonOf(category: ConsentCategory, decision: Decision, question: ConsentQuestion, terms: Terms) {
  const { rule, isAllowed } = judgementOf(category, decision, stateOf(question), question);
  if (rule === 'regime') return openReason(category, terms);
  const effect = `${isAllowed ? 'allowed' : 'not allowed'}: ${WORDS[rule]}`;
  return { category, decision, allowed: isAllowed, rule, law: null, effect };
}

/**
 * Why each category stood as it did once a record was made: a pure function of the record and the decision of the policy that it names, of nothing else, so that
 * anybody who has both comes to the same.
 *
 * @returns `null` where the two do not tell, for the decision is older than its word on what GPC switches off
 */
export function decisionReasons(record: EvidenceFile['record'], terms: Terms): readonly DecisionReason[] | null {
  const question = questionOf(record, terms);
  if (question.signals.gpc && terms.gpcAffects === undefined) return null;
  const state = stateOf(question);
  return question.categories.map((category) =>
    reasonOf(category, decisionOn(category, state, question), question, terms),
  );
}
