import { type ConsentCategory, type Decision, type Decisions } from '@nest-privacy/core';
import { newIdAt } from '@nest-privacy/core/kit';
import { type SignalName } from '../decision/applied-signals.js';
import { signalConflict } from '../decision/signal-conflict.js';
import { covers, hasLapsed, type ShownToday, type StoredConsent } from '../decision/stored-consent.js';
import { ConsentRecordEntity } from '../entities/consent-record.entity.js';

/** What a signal was applied upon. */
export interface SignalScene {
  readonly categories: readonly ConsentCategory[];
  readonly gpcAffects: readonly ConsentCategory[];
  /** Where the subject stood before. */
  readonly before: StoredConsent | null;
  readonly today: ShownToday;
}

/**
 * The records that signals of the browser were applied, one for each and a millisecond apart: where the subject stood then, and which categories stand granted
 * against that signal.
 *
 * @param base what the records have in common, and the decisions by which the conflict is told
 * @param until milliseconds since the epoch before which they are
 */
export const signalRecordsOf = (
  base: ConsentRecordEntity,
  names: readonly SignalName[],
  scene: SignalScene,
  until: number,
): readonly ConsentRecordEntity[] =>
  names.map((name, i) => signalRecordOf(base, name, scene, until - names.length + i));

function signalRecordOf(base: ConsentRecordEntity, name: SignalName, scene: SignalScene, at: number) {
  const { categories, before, today, gpcAffects } = scene;
  const decisions = standingOf(categories, before, today, at);
  const alone = { dnt: name === 'dnt' ? true : null, gpc: name === 'gpc' };
  return Object.assign(new ConsentRecordEntity(), base, {
    id: newIdAt(at),
    receivedAt: new Date(at),
    eventType: 'signal-applied',
    method: name,
    decisions,
    informed: (before?.informed ?? []).filter((category) => decisions[category] === 'granted'),
    signalConflict: signalConflict(base.decisions, alone, gpcAffects),
    reaskNotBefore: null,
    givenAt: null,
    interop: null,
    details: null,
    idempotencyKey: null,
    requestHash: null,
  } satisfies Partial<ConsentRecordEntity>);
}

function standingOf(
  categories: readonly ConsentCategory[],
  before: StoredConsent | null,
  today: ShownToday,
  now: number,
): Decisions {
  const decisionOn = (category: ConsentCategory): Decision => {
    if (before === null) return 'unset';
    if (before.withdrawn) return 'denied';
    const decision = before.decisions[category] ?? 'unset';
    const counts = decision !== 'granted' || (!hasLapsed(before, today, now) && covers(before, category, today));
    return counts ? decision : 'unset';
  };
  return Object.fromEntries(categories.map((category) => [category, decisionOn(category)]));
}
