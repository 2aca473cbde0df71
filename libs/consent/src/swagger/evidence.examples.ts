import { EVIDENCE_FORMAT, EVIDENCE_VERSION } from '../evidence/evidence-file.js';
import { RECORD } from './examples.js';

/** A file of evidence. */
export const EVIDENCE = {
  format: EVIDENCE_FORMAT,
  version: EVIDENCE_VERSION,
  about: 'Evidence of one consent decision: …',
  generatedAt: '2026-06-16T09:00:00.000Z',
  record: RECORD,
  catalogue: { status: 'included', version: 7, sha256: RECORD.catalogueHash, items: [] },
};
