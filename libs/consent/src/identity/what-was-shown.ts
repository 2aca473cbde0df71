import { type ConsentRecordEntity } from '../entities/consent-record.entity.js';
import { type ConsentStateEntity } from '../entities/consent-state.entity.js';

/** What somebody had been shown who decided: the notice and the catalogue that a record names. */
export type WhatWasShown = Pick<
  ConsentRecordEntity,
  'noticeVersion' | 'noticeHash' | 'noticeSource' | 'language' | 'variant' | 'catalogueVersion' | 'catalogueHash'
>;

/** The same of a record that repeats what another says. */
export const shownBy = ({
  noticeVersion,
  noticeHash,
  noticeSource,
  language,
  variant,
  catalogueVersion,
  catalogueHash,
}: ConsentRecordEntity): WhatWasShown => ({
  ...{ noticeVersion, noticeHash, noticeSource, language, variant, catalogueVersion, catalogueHash },
});

/** Where nothing was shown, or nobody knows: the versions upon which the subject stands, and no text. */
export const shownToNobody = ({
  noticeVersion,
  catalogueVersion,
}: Pick<ConsentStateEntity, 'noticeVersion' | 'catalogueVersion'>): WhatWasShown => ({
  ...{ noticeVersion, noticeHash: null, noticeSource: null, language: null, variant: null },
  ...{ catalogueVersion, catalogueHash: null },
});
