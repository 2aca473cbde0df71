import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '@nest-privacy/core';
import { DataKey, type EncryptionContext, EnvelopeKeys } from '@nest-privacy/core/kit';
import { read, write } from '@nest-privacy/core/typeorm';
import { type DataSource, type EntityManager, IsNull } from 'typeorm';
import { ConsentConfig } from '../consent.config.js';
import { CONSENT_DATA_SOURCE } from '../consent.data-source.js';
import { ConsentSubjectKeyEntity } from '../entities/consent-subject-key.entity.js';
import { ENCRYPTION_KEYS_OPTION } from './resolve-identity-options.js';

/** Whose a key is. */
export interface KeyOwner {
  readonly siteId: string;
  readonly subjectId: string;
}

/** A wrapped key is of its row alone. */
export const keyContext = ({ siteId, subjectId }: KeyOwner): EncryptionContext => [
  'consent-subject-key',
  siteId,
  subjectId,
];

/** The keys of subjects: made when there is something to encrypt, wrapped in the database, destroyed when the subject is erased. */
@Injectable()
export class SubjectKeys {
  readonly envelope: EnvelopeKeys;

  /** @throws ConfigurationError `SECRET_TOO_SHORT` */
  constructor(
    @Inject(CONSENT_DATA_SOURCE) private readonly source: DataSource,
    @Inject(ConsentConfig) { identity }: ConsentConfig,
    @Inject(Clock) private readonly clock: Clock,
  ) {
    this.envelope = new EnvelopeKeys(identity.encryptionKeys, 'consent-subject', ENCRYPTION_KEYS_OPTION);
  }

  /**
   * The key of a subject; `null` where there is none, or none any more.
   *
   * @throws DecryptionError when the row was altered, or moved from another subject
   */
  async find({ siteId, subjectId }: KeyOwner): Promise<DataKey | null> {
    const row = await read(this.source, (manager) => manager.findOneBy(ConsentSubjectKeyEntity, { siteId, subjectId }));
    return row?.wrappedKey ? this.envelope.unwrap(row.wrappedKey, keyContext(row)) : null;
  }

  /**
   * The key of a subject, made where there is none.
   *
   * @returns `null` where it was destroyed: nothing is encrypted for this subject any more
   * @throws as {@link find}
   */
  async obtain(owner: KeyOwner, isNew = false): Promise<DataKey | null> {
    const known = isNew ? null : await this.find(owner);
    if (known) return known;
    const { row } = this.another(owner);
    await write(this.source, (manager) =>
      manager
        .createQueryBuilder()
        .insert()
        .into(ConsentSubjectKeyEntity)
        .values(row)
        .orIgnore()
        .updateEntity(false)
        .execute(),
    );
    return this.find(owner);
  }

  /**
   * Destroys the key of a subject within a transaction, and lets it have no other; what it encrypted cannot be read any more.
   *
   * @returns whether there was one
   */
  async destroy(manager: EntityManager, { siteId, subjectId }: KeyOwner, at: Date): Promise<boolean> {
    const mark = { wrappedKey: null, wrappedBy: null, destroyedAt: at };
    const { affected } = await manager.update(
      ConsentSubjectKeyEntity,
      { siteId, subjectId, destroyedAt: IsNull() },
      mark,
    );
    if (affected !== 0) return true;
    const isMarked = await manager.existsBy(ConsentSubjectKeyEntity, { siteId, subjectId });
    if (!isMarked) await manager.insert(ConsentSubjectKeyEntity, { siteId, subjectId, createdAt: at, ...mark });
    return false;
  }

  /** A new key of a subject, and the row that would hold it. */
  another(owner: KeyOwner): { readonly key: DataKey; readonly row: ConsentSubjectKeyEntity } {
    const key = DataKey.random();
    const { siteId, subjectId } = owner;
    const wrappedKey = this.envelope.wrap(key, keyContext(owner));
    const createdAt = new Date(this.clock.now());
    const row = { siteId, subjectId, wrappedKey, wrappedBy: this.envelope.newest, createdAt, destroyedAt: null };
    return { key, row };
  }

  /** Puts another key in the place of a subject's: what the one before encrypted cannot be read any more. */
  async replace(manager: EntityManager, row: ConsentSubjectKeyEntity): Promise<void> {
    const { siteId, subjectId } = row;
    await manager.update(ConsentSubjectKeyEntity, { siteId, subjectId, destroyedAt: IsNull() }, row);
  }
}
