import { Injectable } from '@nestjs/common';
import { type DataKey } from '@nest-privacy/core/kit';
import { type StoredConsent } from '../decision/stored-consent.js';
import { ConsentIdentityEntity } from '../entities/consent-identity.entity.js';
import { type ConsentRecordEntity } from '../entities/consent-record.entity.js';
import { type ConsentStateEntity } from '../entities/consent-state.entity.js';
import { type ConsentParticipant } from '../ledger/consent-participant.js';
import { ConsentRecords } from '../ledger/consent-records.js';
import { IdentityStore } from './identity-store.js';
import { type LoginMerged } from './login-sides.js';
import { sealerOf } from './personal-details.js';
import { composeEvent, standingOf, type SubjectEvent } from './subject-event.js';
import { SubjectEvents } from './subject-events.js';
import { type KeyOwner, SubjectKeys } from './subject-keys.js';
import { SubjectTaken } from './subject-taken.js';
import { shownBy } from './what-was-shown.js';

/** How a link comes about. */
export type LinkCircumstances = Pick<SubjectEvent, 'method' | 'actor' | 'authMethod' | 'regime' | 'signals' | 'now'>;

/** The method of a link that corrects another. */
export const RELINK = 'relink';

/** A subject becomes a user's. */
export interface Link {
  readonly owner: KeyOwner;
  readonly userId: string;
  readonly circumstances: LinkCircumstances;
}

/** Writes links: the record, the row that users are searched by, and where the subject stands, all or nothing. */
@Injectable()
export class ConsentLinks {
  constructor(
    private readonly keys: SubjectKeys,
    private readonly identities: IdentityStore,
    private readonly events: SubjectEvents,
    private readonly records: ConsentRecords,
  ) {}

  /**
   * Makes a new subject that all devices of a user will share.
   *
   * @throws a unique violation when the user has one
   */
  async open(link: Link, merged: LoginMerged): Promise<StoredConsent> {
    const key = await this.keyOf(link.owner, true);
    const event = this.eventOf(link, key, merged);
    return this.events.write(
      link.owner,
      (previous) => composeEvent(event, previous),
      ({ record }, manager) =>
        manager.insert(ConsentIdentityEntity, this.rowOf(link, key, record.id, 1)).then(() => {}),
    );
  }

  /**
   * Has the shared subject take over what a device decided.
   *
   * @throws SubjectTaken when it does not stand where it stood any more
   */
  adopt(link: Link, merged: LoginMerged, upon: ConsentStateEntity): Promise<StoredConsent> {
    return this.move(link, merged, upon, () => Promise.resolve());
  }

  /**
   * Has a shared subject be one that only belongs to the user, like those that devices had been before.
   *
   * @throws SubjectTaken when it does not stand where it stood any more
   */
  retire(link: Link, merged: LoginMerged, upon: ConsentStateEntity): Promise<StoredConsent> {
    const { siteId, subjectId } = link.owner;
    return this.move(link, merged, upon, (_, manager) =>
      manager.update(ConsentIdentityEntity, { siteId, subjectId }, { isAccount: 0 }).then(() => {}),
    );
  }

  /**
   * Says of a subject that was nobody's whose it is; once.
   *
   * @param upon where it has to stand, because that went into the account; wherever it stands by default
   * @throws SubjectTaken when it is anybody's, unknown, or erased, or stands elsewhere
   */
  async link(link: Link, upon?: ConsentStateEntity): Promise<StoredConsent> {
    const key = await this.keyOf(link.owner);
    const standsBy = await this.standsBy(link.owner);
    const compose = (previous: ConsentStateEntity | null): ReturnType<typeof composeEvent> => {
      if (previous?.subjectStatus !== null) throw new SubjectTaken();
      if (upon && previous.recordId !== upon.recordId) throw new SubjectTaken();
      return composeEvent(this.eventOf(link, key, carriedOn(previous, standsBy)), previous);
    };
    return this.events.write(link.owner, compose, ({ record }, manager) =>
      manager.insert(ConsentIdentityEntity, this.rowOf(link, key, record.id, 0)).then(() => {}),
    );
  }

  /**
   * Corrects a link. Whatever was encrypted for the wrong user becomes unreadable, for the key is another from now on.
   *
   * @throws SubjectTaken when the link has changed meanwhile
   */
  async relink(link: Link, earlier: ConsentIdentityEntity): Promise<StoredConsent> {
    const { row, key } = this.keys.another(link.owner);
    const standsBy = await this.standsBy(link.owner);
    const compose = (previous: ConsentStateEntity | null): ReturnType<typeof composeEvent> => {
      if (previous?.subjectStatus !== 'linked') throw new SubjectTaken();
      return composeEvent(
        this.eventOf(link, key, carriedOn(previous, standsBy), { earlier: earlier.recordId }),
        previous,
      );
    };
    const { siteId, subjectId } = link.owner;
    return this.events.write(link.owner, compose, async ({ record }, manager) => {
      const upon = { siteId, subjectId, recordId: earlier.recordId };
      const { affected } = await manager.update(ConsentIdentityEntity, upon, this.rowOf(link, key, record.id, 0));
      if (affected === 0) throw new SubjectTaken();
      await this.keys.replace(manager, row);
    });
  }

  private async move(
    link: Link,
    merged: LoginMerged,
    upon: ConsentStateEntity,
    added: ConsentParticipant['added'],
  ): Promise<StoredConsent> {
    const event = this.eventOf(link, await this.keyOf(link.owner), merged);
    const compose = (previous: ConsentStateEntity | null): ReturnType<typeof composeEvent> => {
      if (previous?.recordId !== upon.recordId) throw new SubjectTaken();
      return composeEvent(event, previous);
    };
    return this.events.write(link.owner, compose, added);
  }

  /** The record by which a subject stands. */
  private async standsBy({ siteId, subjectId }: KeyOwner): Promise<ConsentRecordEntity | null> {
    const state = await this.records.state(siteId, subjectId);
    return state && this.records.find(siteId, subjectId, state.recordId);
  }

  private async keyOf(owner: KeyOwner, isNew = false): Promise<DataKey> {
    const key = await this.keys.obtain(owner, isNew);
    if (key) return key;
    throw new SubjectTaken();
  }

  private eventOf(
    { owner, userId, circumstances }: Link,
    key: DataKey,
    { standing, shown }: LoginMerged,
    more = {},
  ): SubjectEvent {
    const seal = sealerOf(key, owner, { user: userId, ...more });
    return { ...circumstances, owner, eventType: 'linked', standing, shown, seal };
  }

  private rowOf(
    { owner, userId, circumstances }: Link,
    key: DataKey,
    recordId: string,
    isAccount: 0 | 1,
  ): ConsentIdentityEntity {
    const { siteId, subjectId } = owner;
    const linkedAt = new Date(circumstances.now);
    return { siteId, subjectId, ...this.identities.rowOf(owner, userId, key), isAccount, recordId, linkedAt };
  }
}

/** A subject stands where it stood; should it have decided meanwhile, what was shown then is in the record of that. */
const carriedOn = (previous: ConsentStateEntity, standsBy: ConsentRecordEntity | null): LoginMerged => ({
  standing: standingOf(previous),
  shown: standsBy?.id === previous.recordId ? shownBy(standsBy) : undefined,
});
