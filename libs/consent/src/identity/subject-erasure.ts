import { Inject, Injectable, Logger } from '@nestjs/common';
import { CategoryRegistry, Clock, NO_SIGNALS } from '@nest-privacy/core';
import { dialectOf, write } from '@nest-privacy/core/typeorm';
import { type DataSource } from 'typeorm';
import { ConsentConfig } from '../consent.config.js';
import { CONSENT_DATA_SOURCE } from '../consent.data-source.js';
import { ConsentIdentityEntity } from '../entities/consent-identity.entity.js';
import { type ConsentStateEntity } from '../entities/consent-state.entity.js';
import { type ConsentEntry } from '../ledger/consent-entry.js';
import { ConsentRecords } from '../ledger/consent-records.js';
import { SubjectTaken } from './subject-taken.js';
import { NO_DETAILS } from './personal-details.js';
import { composeEvent, type EventStanding } from './subject-event.js';
import { SubjectEvents } from './subject-events.js';
import { type KeyOwner, SubjectKeys } from './subject-keys.js';

/**
 * Erases subjects: the key is destroyed, so that nothing it encrypted can be read, and the row by which the user was found is gone. Records stay as they are,
 * pseudonymous, so that what is sealed still verifies; one more says when this was done. Its cookies allow nothing from then on, in every process, and nobody is
 * this subject any more.
 */
@Injectable()
export class SubjectErasure {
  private readonly logger = new Logger(SubjectErasure.name);

  constructor(
    @Inject(CONSENT_DATA_SOURCE) private readonly source: DataSource,
    @Inject(ConsentConfig) private readonly config: ConsentConfig,
    @Inject(Clock) private readonly clock: Clock,
    private readonly registry: CategoryRegistry,
    private readonly records: ConsentRecords,
    private readonly keys: SubjectKeys,
    private readonly events: SubjectEvents,
  ) {}

  /** @returns whether there was anything to erase */
  async erase(owner: KeyOwner): Promise<boolean> {
    const state = await this.records.state(owner.siteId, owner.subjectId);
    if (!state || state.subjectStatus === 'erased') return false;
    try {
      await this.events.write(
        owner,
        (previous) => this.compose(owner, previous),
        async ({ record }, manager) => {
          await this.keys.destroy(manager, owner, record.receivedAt);
          await manager.delete(ConsentIdentityEntity, { siteId: owner.siteId, subjectId: owner.subjectId });
        },
      );
      return true;
    } catch (error) {
      if (error instanceof SubjectTaken) return false;
      throw error;
    }
  }

  /**
   * Has SQLite's write-ahead log hold nothing of what was erased, where the database is SQLite. On PostgreSQL what is replaced goes with the next vacuum, and from
   * backups when they expire.
   */
  async settle(): Promise<void> {
    if (dialectOf(this.source) !== 'sqlite') return;
    const [row] = await write(this.source, (manager) =>
      manager.query<{ busy: number }[]>('PRAGMA wal_checkpoint(TRUNCATE)'),
    );
    if (row?.busy === 1)
      this.logger.warn('The write-ahead log is in use and still holds erased keys; the next erasure empties it');
  }

  private compose(owner: KeyOwner, previous: ConsentStateEntity | null): ConsentEntry {
    if (!previous || previous.subjectStatus === 'erased') throw new SubjectTaken();
    const event = {
      owner,
      eventType: 'erased',
      method: 'erasure',
      actor: 'controller',
      authMethod: null,
      regime: 'opt-in',
      signals: NO_SIGNALS,
      standing: this.nothing(previous),
      seal: NO_DETAILS,
      now: this.clock.now(),
    } as const;
    return composeEvent(event, previous);
  }

  /** Everything is refused, as after a withdrawal. */
  private nothing({ noticeVersion }: ConsentStateEntity): EventStanding {
    const decisions = Object.fromEntries(this.registry.optional.map((category) => [category, 'denied' as const]));
    const validUntil = new Date(this.clock.now() + this.longest);
    return {
      decisions,
      informed: [],
      lapsed: [],
      withdrawn: 1,
      noticeVersion,
      catalogueVersion: null,
      validUntil,
      explicitAt: {},
    };
  }

  private get longest(): number {
    return this.config.cookies.lifetime;
  }
}
