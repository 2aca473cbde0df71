import { Inject, Injectable } from '@nestjs/common';
import { isUniqueViolation, read, transact } from '@nest-privacy/core/typeorm';
import { type DataSource, type EntityManager, In } from 'typeorm';
import { CONSENT_DATA_SOURCE } from '../consent.data-source.js';
import { ConsentIdentityEntity } from '../entities/consent-identity.entity.js';
import { ConsentSubjectKeyEntity } from '../entities/consent-subject-key.entity.js';
import { WebhookKeys } from '../outbox/webhook-keys.js';
import { DoubledAccounts } from './doubled-accounts.js';
import { identityContext, IdentityStore } from './identity-store.js';
import { keyIdsInUse } from './key-ids-in-use.js';
import { keyContext, SubjectKeys } from './subject-keys.js';

const BATCH = 500;

/** Wraps the keys of all subjects and webhooks by the newest key-encryption key, and searches for users by it, so that older ones may be taken out of the list. */
@Injectable()
export class KeyRotation {
  constructor(
    @Inject(CONSENT_DATA_SOURCE) private readonly source: DataSource,
    private readonly keys: SubjectKeys,
    private readonly identities: IdentityStore,
    private readonly accounts: DoubledAccounts,
    private readonly webhooks: WebhookKeys,
  ) {}

  /**
   * Goes on until nothing is left, in transactions of 500 keys. May be run in several processes at once, be ended at any time, and begun again.
   *
   * @returns the number of keys after each batch
   * @throws DecryptionError when a row was altered
   */
  async *rewrap(): AsyncGenerator<number> {
    let done = 0;
    for (let rows = await this.next(); rows.length > 0; rows = await this.next()) {
      await this.rewrapAll(rows);
      yield (done += rows.length);
    }
    const ofWebhooks = await this.webhooks.rewrap();
    if (ofWebhooks > 0) yield done + ofWebhooks;
  }

  /** How many keys an older one wraps still. */
  async remaining(): Promise<number> {
    const old = await this.olderIds();
    const where = { wrappedBy: In([...old]) };
    const ofSubjects = await read(this.source, (manager) => manager.countBy(ConsentSubjectKeyEntity, where));
    return ofSubjects + (await this.webhooks.remaining());
  }

  private async olderIds(): Promise<readonly string[]> {
    return (await keyIdsInUse(this.source)).filter((id) => id !== this.keys.envelope.newest);
  }

  private async next(): Promise<ConsentSubjectKeyEntity[]> {
    const old = await this.olderIds();
    if (old.length === 0) return [];
    return read(this.source, (manager) =>
      manager.find(ConsentSubjectKeyEntity, { where: { wrappedBy: In([...old]) }, take: BATCH }),
    );
  }

  private async rewrapAll(rows: readonly ConsentSubjectKeyEntity[]): Promise<void> {
    try {
      await transact(this.source, async (manager) => {
        for (const row of rows) await this.rewrapOne(manager, row);
      });
    } catch (error) {
      if (!isUniqueViolation(error)) throw error;
      for (const row of rows) await this.rewrapAccount(row);
    }
  }

  /** A user may have another account that is searched by the newest key already. */
  private async rewrapAccount(row: ConsentSubjectKeyEntity): Promise<void> {
    const rewrap = (): Promise<void> => transact(this.source, (manager) => this.rewrapOne(manager, row));
    try {
      await rewrap();
    } catch (error) {
      const identity = isUniqueViolation(error) && (await this.identities.of(row));
      if (!identity) throw error;
      await this.accounts.join(row.siteId, this.userOf(row, identity));
      await rewrap();
    }
  }

  private userOf(row: ConsentSubjectKeyEntity, { userSealed }: ConsentIdentityEntity): string {
    return this.keys.envelope.unwrap(row.wrappedKey!, keyContext(row)).decrypt(userSealed, identityContext(row));
  }

  /** What another process changed or destroyed in the meantime stays as it is. */
  private async rewrapOne(manager: EntityManager, row: ConsentSubjectKeyEntity): Promise<void> {
    const { siteId, subjectId } = row;
    const { envelope } = this.keys;
    const wrappedKey = row.wrappedKey!;
    const { affected } = await manager.update(
      ConsentSubjectKeyEntity,
      { siteId, subjectId, wrappedKey },
      { wrappedKey: envelope.rewrap(wrappedKey, keyContext(row)), wrappedBy: envelope.newest },
    );
    // Somebody else wrapped it meanwhile, or gave the subject another key, by which its texts are now.
    if (affected !== 1) return;
    const identity = await manager.findOneBy(ConsentIdentityEntity, { siteId, subjectId });
    if (!identity) return;
    const userIndex = this.identities.indexOf(this.userOf(row, identity));
    if (userIndex !== identity.userIndex)
      await manager.update(ConsentIdentityEntity, { siteId, subjectId }, { userIndex });
  }
}
