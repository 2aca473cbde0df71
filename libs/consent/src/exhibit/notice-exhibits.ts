import { Inject, Injectable } from '@nestjs/common';
import { Clock, ProblemException } from '@nest-privacy/core';
import { newIdAt } from '@nest-privacy/core/kit';
import { read, write } from '@nest-privacy/core/typeorm';
import { type DataSource } from 'typeorm';
import { CONSENT_DATA_SOURCE } from '../consent.data-source.js';
import { ConsentNoticeExhibitEntity } from '../entities/consent-notice-exhibit.entity.js';
import { ConsentNotices } from '../notice/consent-notices.js';
import { noticeVersionUnknown } from '../notice/notice-problems.js';

/** Exhibits of one version of a notice. */
const MOST_EXHIBITS = 100;

/** What somebody attaches. */
export type NewExhibit = Pick<ConsentNoticeExhibitEntity, 'kind' | 'name' | 'sha256' | 'mediaType' | 'size' | 'url'>;

/** 409: a version has enough of them. */
export const tooManyExhibits = (): ProblemException =>
  new ProblemException({
    status: 409,
    code: 'EXHIBITS_FULL',
    title: 'This version has as many exhibits as it can have',
    detail: `A version of a notice has ${MOST_EXHIBITS} exhibits at most. Put several pictures into one file.`,
  });

/** What shows how a published notice was collected and how it looked: builds of the page's code and screenshots, by their hashes. Only ever added. */
@Injectable()
export class NoticeExhibits {
  constructor(
    @Inject(CONSENT_DATA_SOURCE) private readonly source: DataSource,
    @Inject(Clock) private readonly clock: Clock,
    private readonly notices: ConsentNotices,
  ) {}

  /** All of a version, in the order in which they were attached. */
  of(siteId: string, noticeVersion: number): Promise<readonly ConsentNoticeExhibitEntity[]> {
    return read(this.source, (manager) =>
      manager.find(ConsentNoticeExhibitEntity, { where: { siteId, noticeVersion }, order: { id: 'ASC' } }),
    );
  }

  /** @throws ProblemException 404 `NOTICE_VERSION_UNKNOWN`, 409 `EXHIBITS_FULL` */
  async attach(
    siteId: string,
    noticeVersion: number,
    exhibit: NewExhibit,
    attachedBy: string,
  ): Promise<ConsentNoticeExhibitEntity> {
    if ((await this.notices.version(siteId, noticeVersion)) === null) throw noticeVersionUnknown();
    if ((await this.of(siteId, noticeVersion)).length >= MOST_EXHIBITS) throw tooManyExhibits();
    const now = this.clock.now();
    const row = Object.assign(new ConsentNoticeExhibitEntity(), {
      siteId,
      noticeVersion,
      id: newIdAt(now),
      ...exhibit,
      attachedAt: new Date(now),
      attachedBy,
    } satisfies ConsentNoticeExhibitEntity);
    await write(this.source, (manager) => manager.insert(ConsentNoticeExhibitEntity, row));
    return row;
  }
}
