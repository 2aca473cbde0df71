import { Injectable } from '@nestjs/common';
import { type RequestView, SiteResolver } from '@nest-privacy/core';
import { type StoredConsent } from '../decision/stored-consent.js';
import { VisitorConsentReader } from '../visitor-consent.reader.js';
import { IdentityStore } from './identity-store.js';
import { LoggedInUsers } from './logged-in-users.js';

/** Whose records a request may be shown. */
@Injectable()
export class OwnSubject {
  constructor(
    private readonly sites: SiteResolver,
    private readonly visitors: VisitorConsentReader,
    private readonly users: LoggedInUsers,
    private readonly identities: IdentityStore,
  ) {}

  /**
   * Where the subject stands whom both cookies prove; one alone may have been planted. A user's subject is proven by the login alone, for the next one at this
   * computer has the cookies too.
   *
   * @returns `null` for nobody, for one that was erased, and for a user's who is not logged in
   * @throws ProblemException 503 `USER_UNRESOLVED`, 500 `USER_INVALID`
   */
  async of(view: RequestView): Promise<StoredConsent | null> {
    const site = this.sites.resolve(view);
    await this.visitors.settle(view);
    const stored = site ? this.visitors.proof(view, site).stored : null;
    if (stored === null || stored.erased) return null;
    const identity = this.users.areKnown ? await this.identities.of(stored) : null;
    if (identity === null) return stored;
    const userId = await this.users.of(view);
    return userId !== null && this.identities.isOf(identity, userId) ? stored : null;
  }
}
