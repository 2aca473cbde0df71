import { Inject, Injectable } from '@nestjs/common';
import { BoundedMap } from '@nest-privacy/core';
import { ConsentConfig } from '../consent-config.js';
import { type StoredConsent } from '../decision/stored-consent.js';

const keyOf = (siteId: string, subjectId: string): string => `${siteId}\n${subjectId}`;

/**
 * The newest decisions of subjects who changed their mind, so that a copied or older cookie cannot bring back what was withdrawn. First
 * decisions are not kept, for no older cookie exists. Fed by this process' own writes and by {@link RevocationPoller}; an
 * application may feed it from a channel of its own.
 */
@Injectable()
export class ConsentRevocations {
  private readonly newest: BoundedMap<string, StoredConsent>;

  constructor(@Inject(ConsentConfig) config: ConsentConfig) {
    this.newest = new BoundedMap(config.revocations.capacity);
  }

  /** Makes every cookie of the subject that is older than `stored` count as `stored`. */
  supersede(stored: StoredConsent): void {
    const known = this.newest.get(keyOf(stored.siteId, stored.subjectId));
    if (known && known.decidedAt >= stored.decidedAt) return;
    this.newest.set(keyOf(stored.siteId, stored.subjectId), stored);
  }

  /** What counts in place of a cookie: a newer decision of the same subject, or the cookie itself. */
  newestOf(cookie: StoredConsent): StoredConsent {
    const known = this.newest.get(keyOf(cookie.siteId, cookie.subjectId));
    return known && known.decidedAt > cookie.decidedAt ? known : cookie;
  }
}
