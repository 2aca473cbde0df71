/** A number of 53 bits that stands for a subject on a site. */
export type Fingerprint = number;

/**
 * Two multiplicative hashes side by side, in one pass and without an allocation (cyrb53). It need not resist anybody: subjects are made by the server, and
 * where two share a number the database is asked.
 */
export function fingerprintOf(siteId: string, subjectId: string): Fingerprint {
  let low = 0xdeadbeef;
  let high = 0x41c6ce57;
  for (const text of [subjectId, siteId]) {
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      low = Math.imul(low ^ code, 0x9e3779b1);
      high = Math.imul(high ^ code, 0x5f356495);
    }
  }
  low = Math.imul(low ^ (low >>> 16), 0x85ebca6b) ^ Math.imul(high ^ (high >>> 13), 0xc2b2ae35);
  high = Math.imul(high ^ (high >>> 16), 0x85ebca6b) ^ Math.imul(low ^ (low >>> 13), 0xc2b2ae35);
  return (high & 0x1fffff) * 2 ** 32 + (low >>> 0);
}
