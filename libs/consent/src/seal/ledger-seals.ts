import { Inject, Injectable } from '@nestjs/common';
import { Clock, SiteResolver } from '@nest-privacy/core';
import { type EntryProof, LogVerifier, proveEntry, type TrustedKeys } from '@nest-privacy/core/sealing';
import { type PublishedKey, TypeOrmSealStore } from '@nest-privacy/core/typeorm';
import { type DataSource } from 'typeorm';
import { ConsentConfig } from '../consent.config.js';
import { CONSENT_DATA_SOURCE } from '../consent.data-source.js';
import { type ConsentRecordEntity } from '../entities/consent-record.entity.js';
import { BEGINNING } from '../ledger/record-cursor.js';
import { RecordFollowers } from '../ledger/record-followers.js';
import { LedgerContent } from './ledger-content.js';
import { SEAL_ENTITIES } from './seal-entities.js';

/** Name of the sealer among those who follow the records. */
export const SEALER = 'seal';

/** What was sealed: proofs of records, keys, and the check of it all. */
@Injectable()
export class LedgerSeals {
  /** The tables themselves. */
  readonly store: TypeOrmSealStore;

  constructor(
    @Inject(CONSENT_DATA_SOURCE) private readonly source: DataSource,
    @Inject(ConsentConfig) private readonly config: ConsentConfig,
    @Inject(Clock) private readonly clock: Clock,
    private readonly followers: RecordFollowers,
    private readonly sites: SiteResolver,
  ) {
    this.store = new TypeOrmSealStore(source, SEAL_ENTITIES);
  }

  /** Proof that a record stands in its site's log, against the newest head; `null` while it is not sealed. */
  proofOf({ siteId, id, receivedAt }: ConsentRecordEntity): Promise<EntryProof | null> {
    return proveEntry(this.store, siteId, { id, at: receivedAt.getTime() });
  }

  /** All public keys that ever signed, or may since a process started, newest first. */
  keys(): Promise<readonly PublishedKey[]> {
    return this.store.keys();
  }

  /** The sites that may have a log, in the order of the options, and those that once had. */
  async logs(): Promise<readonly string[]> {
    return [...new Set([...this.sites.sites.map(({ id }) => id), ...(await this.store.logs())])];
  }

  /** @param keys Default: those of the options, to which the newest head has to belong */
  async verifier(siteId: string, keys?: TrustedKeys): Promise<LogVerifier> {
    const cursor = async (): Promise<typeof BEGINNING> => (await this.followers.find(SEALER)) ?? BEGINNING;
    const content = new LedgerContent(this.source, cursor, this.clock);
    return new LogVerifier(siteId, this.store, content, keys ?? (await this.trusted()));
  }

  private async trusted(): Promise<TrustedKeys> {
    const own = this.config.seal.keys.map((key) => key.public);
    return { known: [...own, ...(await this.keys())], trusted: new Set(own.map(({ kid }) => kid)) };
  }
}
