import { Inject, Injectable } from '@nestjs/common';
import { type DataSubject } from '@nest-privacy/core';
import { isId } from '@nest-privacy/core/kit';
import { read } from '@nest-privacy/core/typeorm';
import { type DataSource } from 'typeorm';
import { CONSENT_DATA_SOURCE } from '../consent.data-source.js';
import { ConsentRecordEntity } from '../entities/consent-record.entity.js';
import { type KeyOwner } from './subject-keys.js';

/** Where there is anything of a person: on each site, also on one that is not configured any more, each subject. */
@Injectable()
export class SubjectPlaces {
  constructor(@Inject(CONSENT_DATA_SOURCE) private readonly source: DataSource) {}

  async of(subject: DataSubject): Promise<readonly KeyOwner[]> {
    const places: KeyOwner[] = [];
    for (const subjectId of subject.valuesOf('subject').filter(isId)) {
      const sites = await read(this.source, (manager) =>
        manager
          .createQueryBuilder(ConsentRecordEntity, 'record')
          .select('record.siteId', 'site')
          .distinct()
          .where('record.subjectId = :subjectId', { subjectId })
          .orderBy('record.siteId')
          .getRawMany<{ site: string }>(),
      );
      places.push(...sites.map(({ site }) => ({ siteId: site, subjectId })));
    }
    return places;
  }
}
