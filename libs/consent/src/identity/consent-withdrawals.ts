import { Inject, Injectable } from '@nestjs/common';
import { CategoryRegistry, Clock, type ConsentCategory, NO_SIGNALS } from '@nest-privacy/core';
import { ConsentConfig } from '../consent.config.js';
import { eventTypeOf } from '../decision/event-type.js';
import { endOf } from '../decision/span.js';
import { type ConsentRecordEntity } from '../entities/consent-record.entity.js';
import { type ConsentStateEntity, storedConsentOf } from '../entities/consent-state.entity.js';
import { type ConsentEntry } from '../ledger/consent-entry.js';
import { ConsentRecords } from '../ledger/consent-records.js';
import { NO_DETAILS } from './personal-details.js';
import { composeEvent, standingOf, type SubjectEvent } from './subject-event.js';
import { SubjectEvents } from './subject-events.js';
import { type KeyOwner } from './subject-keys.js';
import { SubjectTaken } from './subject-taken.js';

/** Records what somebody took back by other means than a browser: a letter, the telephone (GDPR Art. 7(3)). It only ever narrows. */
@Injectable()
export class ConsentWithdrawals {
  constructor(
    @Inject(ConsentConfig) private readonly config: ConsentConfig,
    @Inject(Clock) private readonly clock: Clock,
    private readonly registry: CategoryRegistry,
    private readonly records: ConsentRecords,
    private readonly events: SubjectEvents,
  ) {}

  /**
   * Takes back for one subject; every process and device knows it like a withdrawal of the visitor's own.
   *
   * @param categories Default: all, which is a withdrawal
   * @returns the record; `null` for a subject that is unknown or was erased
   */
  async withdraw(owner: KeyOwner, categories?: readonly ConsentCategory[]): Promise<ConsentRecordEntity | null> {
    const compose = (previous: ConsentStateEntity | null): ConsentEntry => {
      if (!previous || previous.subjectStatus === 'erased') throw new SubjectTaken();
      return composeEvent(this.eventOf(owner, previous, categories), previous);
    };
    try {
      const { recordId } = await this.events.write(owner, compose, () => Promise.resolve());
      return await this.records.find(owner.siteId, owner.subjectId, recordId);
    } catch (error) {
      if (error instanceof SubjectTaken) return null;
      throw error;
    }
  }

  private eventOf(
    owner: KeyOwner,
    previous: ConsentStateEntity,
    categories: readonly ConsentCategory[] | undefined,
  ): SubjectEvent {
    const named = categories ?? this.registry.optional;
    const denied = Object.fromEntries(named.map((category) => [category, 'denied' as const]));
    const before = previous.withdrawn === 1 ? denyAll(previous) : previous.decisions;
    const decisions = { ...before, ...denied };
    const now = Math.max(this.clock.now(), previous.decidedAt.getTime() + 1);
    const isKept = Object.values(decisions).includes('granted');
    const isNarrower = (category: ConsentCategory): boolean => !named.includes(category);
    const { validity } = this.config;
    return {
      owner,
      eventType: categories ? eventTypeOf(decisions, storedConsentOf(previous)) : 'withdrawn',
      method: 'withdraw',
      actor: 'controller',
      authMethod: null,
      regime: 'opt-in',
      signals: NO_SIGNALS,
      seal: NO_DETAILS,
      now,
      standing: {
        ...standingOf(previous),
        decisions,
        informed: previous.informed.filter(isNarrower),
        lapsed: (previous.lapsed ?? []).filter(isNarrower),
        explicitAt: { ...previous.explicitAt, ...Object.fromEntries(named.map((category) => [category, now])) },
        withdrawn: categories ? 0 : 1,
        // What is left of the grants lives no longer than it did.
        validUntil: isKept
          ? previous.validUntil
          : new Date(endOf(now, categories ? validity.refused : validity.withdrawn)),
      },
    };
  }
}

const denyAll = ({ decisions }: ConsentStateEntity): ConsentStateEntity['decisions'] =>
  Object.fromEntries(Object.keys(decisions).map((category) => [category, 'denied' as const]));
