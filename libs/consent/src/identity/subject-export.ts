import { Inject, Injectable } from '@nestjs/common';
import { minutes, type SubjectRow } from '@nest-privacy/core';
import { type DataKey, DecryptionError } from '@nest-privacy/core/kit';
import { read } from '@nest-privacy/core/typeorm';
import { type DataSource, MoreThan } from 'typeorm';
import { CONSENT_DATA_SOURCE } from '../consent.data-source.js';
import { ConsentRecordView } from '../dto/consent-record.view.js';
import { type ConsentIdentityEntity } from '../entities/consent-identity.entity.js';
import { type ConsentRecordEntity } from '../entities/consent-record.entity.js';
import { ConsentServedEntity } from '../entities/consent-served.entity.js';
import { ConsentRecords } from '../ledger/consent-records.js';
import { RELINK } from './consent-links.js';
import { identityContext, IdentityStore } from './identity-store.js';
import { detailsContext } from './personal-details.js';
import { type KeyOwner, SubjectKeys } from './subject-keys.js';

const PAGE = 500;
/** A decision that was underway at a link may have been encrypted before it, and recorded after it. */
const UNDERWAY = minutes(1);

/** Everything that consent keeps of one subject on one site, with what is encrypted in the clear. */
@Injectable()
export class SubjectExport {
  constructor(
    @Inject(CONSENT_DATA_SOURCE) private readonly source: DataSource,
    private readonly keys: SubjectKeys,
    private readonly identities: IdentityStore,
    private readonly records: ConsentRecords,
  ) {}

  async *of(owner: KeyOwner): AsyncGenerator<SubjectRow> {
    const [key, identity] = [await this.keys.find(owner), await this.identities.of(owner)];
    yield* this.links(owner, key, identity);
    yield* this.noticesServed(owner);
    yield* this.decisions(owner, key, await this.keyedSince(owner, identity));
  }

  /** Since when everything is under the key of now, in milliseconds since the epoch: another link came with another key. */
  private async keyedSince(owner: KeyOwner, identity: ConsentIdentityEntity | null): Promise<number> {
    const link = identity && (await this.records.find(owner.siteId, owner.subjectId, identity.recordId));
    return link?.method === RELINK ? link.receivedAt.getTime() + UNDERWAY : 0;
  }

  private *links(owner: KeyOwner, key: DataKey | null, identity: ConsentIdentityEntity | null): Generator<SubjectRow> {
    if (!identity || !key) return;
    const { recordId, linkedAt, isAccount } = identity;
    yield {
      section: 'links',
      data: {
        ...owner,
        user: key.decrypt(identity.userSealed, identityContext(owner)),
        sharedByAllDevices: isAccount === 1,
        recordId,
        linkedAt: linkedAt.toISOString(),
      },
    };
  }

  private async *noticesServed({ siteId, subjectId }: KeyOwner): AsyncGenerator<SubjectRow> {
    for (let after = 0; ;) {
      const where = { siteId, subjectId, noticeVersion: MoreThan(after) };
      const rows = await read(this.source, (manager) =>
        manager.find(ConsentServedEntity, { where, order: { noticeVersion: 'ASC' }, take: PAGE }),
      );
      for (const row of rows)
        yield { section: 'notices-served', data: { ...row, servedAt: row.servedAt.toISOString() } };
      if (rows.length < PAGE) return;
      after = rows.at(-1)!.noticeVersion;
    }
  }

  private async *decisions(owner: KeyOwner, key: DataKey | null, keyedSince: number): AsyncGenerator<SubjectRow> {
    for (let cursor: string | undefined; ;) {
      const page = await this.records.page(owner, { limit: PAGE, cursor });
      for (const record of page.items)
        yield {
          section: 'records',
          data: { ...new ConsentRecordView(record), details: detailsOf(record, key, keyedSince) },
        };
      if (page.nextCursor === null) return;
      cursor = page.nextCursor;
    }
  }
}

/**
 * What was encrypted for another user, to whom the subject belonged by mistake, is `null`.
 *
 * @param keyedSince milliseconds since the epoch
 * @throws DecryptionError when a record of since then holds what was made for another
 */
function detailsOf(record: ConsentRecordEntity, key: DataKey | null, keyedSince: number): unknown {
  if (record.details === null || key === null) return null;
  try {
    return JSON.parse(key.decrypt(record.details, detailsContext(record, record.id))) as unknown;
  } catch (error) {
    if (error instanceof DecryptionError && record.receivedAt.getTime() < keyedSince) return null;
    throw error;
  }
}
