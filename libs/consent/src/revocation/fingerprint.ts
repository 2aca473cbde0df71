import { hash53 } from '@nest-privacy/core/kit';

/** A number of 53 bits that stands for a subject on a site. */
export type Fingerprint = number;

/** The same in every process, which tell each other of it. It need not resist anybody: subjects are made by the server, and where two share a number the database is asked. */
export const fingerprintOf = (siteId: string, subjectId: string): Fingerprint => hash53(0, subjectId, siteId);
