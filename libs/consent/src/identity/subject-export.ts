import { Inject, Injectable } from '@nestjs/common';
import { type SubjectRow } from '@nest-privacy/core';
import { type DataKey } from '@nest-privacy/core/kit';
import { read } from '@nest-privacy/core/typeorm';
import { type DataSource, MoreThan } from 'typeorm';
import { CONSENT_DATA_SOURCE } from '../consent.data-source.js';
import { ConsentRecordView } from '../dto/consent-record.view.js';
import { type ConsentRecordEntity } from '../entities/consent-record.entity.js';
import { ConsentServedEntity } from '../entities/consent-served.entity.js';
import { ConsentRecords } from '../ledger/consent-records.js';
import { identityContext, IdentityStore } from './identity-store.js';
import { detailsContext } from './personal-details.js';
import { type KeyOwner, SubjectKeys } from './subject-keys.js';

const PAGE = 500;

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
    const key = await this.keys.find(owner);
    yield* this.links(owner, key);
    yield* this.noticesServed(owner);
    yield* this.decisions(owner, key);
  }

  private async *links(owner: KeyOwner, key: DataKey | null): AsyncGenerator<SubjectRow> {
    const identity = await this.identities.of(owner);
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

  private async *decisions(owner: KeyOwner, key: DataKey | null): AsyncGenerator<SubjectRow> {
    for (let cursor: string | undefined; ;) {
      const page = await this.records.page(owner, { limit: PAGE, cursor });
      for (const record of page.items)
        yield { section: 'records', data: { ...new ConsentRecordView(record), details: detailsOf(record, key) } };
      if (page.nextCursor === null) return;
      cursor = page.nextCursor;
    }
  }
}

/** @throws DecryptionError when a record holds what was made for another */
function detailsOf(record: ConsentRecordEntity, key: DataKey | null): unknown {
  if (record.details === null || key === null) return null;
  return JSON.parse(key.decrypt(record.details, detailsContext(record, record.id))) as unknown;
}
