import { type ConsentCategory, type Decisions } from '@nest-privacy/core';
import { type ConsentRecordEntity } from '../entities/consent-record.entity.js';
import { type ConsentStateEntity } from '../entities/consent-state.entity.js';

/** Where a subject stands, and whether the record that it names is there. */
export interface NamedState {
  readonly state: ConsentStateEntity;
  readonly hasRecord: boolean;
}

/**
 * Where the state of a subject, by which jobs and strict requests go, is not what its records led to. What the state has by itself is not compared: versions upon
 * which carried grants count, and what has lapsed.
 *
 * @param found `undefined` where the subject has no state
 * @returns what is wrong, or `undefined`
 */
export function stateContradiction(record: ConsentRecordEntity, found: NamedState | undefined): string | undefined {
  const subject = `the state of the subject ${record.subjectId}`;
  if (!found) return `${subject} is gone`;
  const { state, hasRecord } = found;
  if (!hasRecord) return `${subject} names the record ${state.recordId}, which is not there`;
  // A signal that comes after the last decision leaves the subject where it stood.
  if (record.eventType !== 'signal-applied' && state.decidedAt < record.receivedAt)
    return `${subject} is of an earlier record`;
  if (state.recordId !== record.id) return undefined;
  return followsFrom(state, record) ? undefined : `${subject} is not what this record says`;
}

function followsFrom(state: ConsentStateEntity, record: ConsentRecordEntity): boolean {
  const { eventType } = record;
  const isImport = eventType === 'imported';
  return (
    state.validUntil.getTime() === record.validUntil.getTime() &&
    (state.subjectStatus === 'erased') === (eventType === 'erased') &&
    // A user's subject may have been withdrawn before it became one.
    (eventType === 'linked' || (state.withdrawn === 1) === (eventType === 'withdrawn' || eventType === 'erased')) &&
    isSame(state.informed, record.informed) &&
    (isImport ? isNoWider(state.decisions, record.decisions) : isEqual(state.decisions, record.decisions))
  );
}

const namesIn = (decisions: Decisions): ConsentCategory[] => Object.keys(decisions) as ConsentCategory[];

const isEqual = (a: Decisions, b: Decisions): boolean =>
  namesIn({ ...a, ...b }).every((category) => a[category] === b[category]);

/** Of what another tool kept no more counts than was found. */
const isNoWider = (counted: Decisions, found: Decisions): boolean =>
  namesIn({ ...counted, ...found }).every(
    (category) =>
      (counted[category] !== 'granted' || found[category] === 'granted') &&
      (found[category] !== 'denied' || counted[category] === 'denied'),
  );

const isSame = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((name) => b.includes(name));
