import { type ConsentRecordEntity } from '../../entities/consent-record.entity.js';
import { type EvidencePart, type ServedEvidence } from '../evidence-file.js';
import { notNamed } from './missing-part.js';

/** That the notice had been shown before, as far as the record says so. */
export const servedPart = (record: ConsentRecordEntity): EvidencePart<ServedEvidence> =>
  record.servedId === null || record.servedAt === null
    ? notNamed(record, 'The record does not say that the notice had been shown before this decision.')
    : { status: 'included', id: record.servedId, at: record.servedAt.toISOString() };
