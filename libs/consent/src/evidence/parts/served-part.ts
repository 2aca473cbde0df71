import { type ConsentRecordEntity } from '../../entities/consent-record.entity.js';
import { type EvidencePart, type ServedEvidence } from '../evidence-file.js';
import { missing } from './missing-part.js';

/** That the notice had been shown before, as far as the record says so. */
export const servedPart = ({ servedId, servedAt }: ConsentRecordEntity): EvidencePart<ServedEvidence> =>
  servedId === null || servedAt === null
    ? missing('not-recorded', 'No page told that it showed the notice before this decision.')
    : { status: 'included', id: servedId, at: servedAt.toISOString() };
