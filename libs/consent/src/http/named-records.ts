import { Injectable } from '@nestjs/common';
import { type RequestView, SiteResolver } from '@nest-privacy/core';
import { isId } from '@nest-privacy/core/kit';
import { type ConsentRecordEntity } from '../entities/consent-record.entity.js';
import { OwnSubject } from '../identity/own-subject.js';
import { ConsentRecords } from '../ledger/consent-records.js';
import { recordNotFound, recordUnknown } from './request-problems.js';

/** Finds the record that a route names, for those who may see it. */
@Injectable()
export class NamedRecords {
  constructor(
    private readonly records: ConsentRecords,
    private readonly subject: OwnSubject,
    private readonly sites: SiteResolver,
  ) {}

  /**
   * One of the visitor's own; another's is as unknown as one that does not exist.
   *
   * @throws ProblemException 404 `CONSENT_RECORD_NOT_FOUND`, 421 `SITE_UNKNOWN`, 503 `USER_UNRESOLVED`, 500 `USER_INVALID`
   */
  async own(view: RequestView, id: string): Promise<ConsentRecordEntity> {
    const site = this.sites.require(view);
    const stored = isId(id) ? await this.subject.of(view) : null;
    const record = stored && (await this.records.find(site.id, stored.subjectId, id));
    if (!record) throw recordNotFound();
    return record;
  }

  /**
   * Anybody's, of any site, for an administrator; the id in either case.
   *
   * @throws ProblemException 404 `CONSENT_RECORD_NOT_FOUND`
   */
  async any(id: string): Promise<ConsentRecordEntity> {
    const known = id.toLowerCase();
    const siteIds = this.sites.sites.map((site) => site.id);
    const record = isId(known) ? await this.records.findOf(siteIds, known) : null;
    if (!record) throw recordUnknown();
    return record;
  }
}
