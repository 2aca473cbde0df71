import { Inject, Injectable } from '@nestjs/common';
import { Clock, NO_SIGNALS } from '@nest-privacy/core';
import { ConsentRecords } from '../ledger/consent-records.js';
import { ConsentLinks, type Link } from './consent-links.js';
import { IdentityStore } from './identity-store.js';
import { keptStanding, retiredStanding } from './joined-standing.js';
import { type KeyOwner } from './subject-keys.js';
import { SubjectTaken } from './subject-taken.js';

const MOST_ATTEMPTS = 5;

/**
 * Makes one account of several that a user has on a site: processes of which each knows a key that the other does not find no account of the other, and make one. The
 * first stays and takes over what the others refuse; those remain the user's, like what a device had been before.
 */
@Injectable()
export class DoubledAccounts {
  constructor(
    @Inject(Clock) private readonly clock: Clock,
    private readonly identities: IdentityStore,
    private readonly records: ConsentRecords,
    private readonly links: ConsentLinks,
  ) {}

  /** @throws SubjectTaken when they change again and again */
  async join(siteId: string, userId: string): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      const [kept, other] = await this.identities.accountsOf(siteId, userId);
      if (!kept || !other) return;
      try {
        await this.into(kept, other, userId);
      } catch (error) {
        if (attempt >= MOST_ATTEMPTS || !(error instanceof SubjectTaken)) throw error;
      }
    }
  }

  /** The account first: should the process end in between, the other one is still there, and is taken over again. */
  private async into(kept: KeyOwner, other: KeyOwner, userId: string): Promise<void> {
    const into = await this.records.state(kept.siteId, kept.subjectId);
    const from = await this.records.state(other.siteId, other.subjectId);
    if (!into || !from) throw new SubjectTaken();
    const standing = keptStanding(into, from);
    if (standing) await this.links.adopt(this.linkOf(kept, userId), { standing, shown: undefined }, into);
    await this.links.retire(this.linkOf(other, userId), { standing: retiredStanding(from), shown: undefined }, from);
  }

  private linkOf({ siteId, subjectId }: KeyOwner, userId: string): Link {
    const known = { method: 'link', actor: 'controller', authMethod: 'application' } as const;
    const circumstances = { ...known, regime: 'opt-in', signals: NO_SIGNALS, now: this.clock.now() } as const;
    return { owner: { siteId, subjectId }, userId, circumstances };
  }
}
