import { Injectable } from '@nestjs/common';
import {
  type DataSubject,
  type DataSubjectContributor,
  type ErasureStep,
  type RequestView,
  SiteResolver,
  type SubjectIdentifier,
  type SubjectRow,
} from '@nest-privacy/core';
import { ConsentCookies } from '../cookie/consent-cookies.js';
import { type StoredConsent } from '../decision/stored-consent.js';
import { VisitorConsentReader } from '../visitor-consent.reader.js';
import { ConsentIdentities } from './consent-identities.js';
import { IdentityStore } from './identity-store.js';
import { LoggedInUsers } from './logged-in-users.js';
import { SubjectErasure } from './subject-erasure.js';
import { SubjectExport } from './subject-export.js';
import { SubjectPlaces } from './subject-places.js';

/** What consent keeps of a person: links to users, notices that were shown, records with their details. */
@Injectable()
export class ConsentContributor implements DataSubjectContributor {
  readonly name = 'consent';

  constructor(
    private readonly sites: SiteResolver,
    private readonly visitors: VisitorConsentReader,
    private readonly cookies: ConsentCookies,
    private readonly users: LoggedInUsers,
    private readonly identities: ConsentIdentities,
    private readonly store: IdentityStore,
    private readonly places: SubjectPlaces,
    private readonly exported: SubjectExport,
    private readonly erasure: SubjectErasure,
  ) {}

  /**
   * The user who is logged in, and the subject that both cookies prove; one alone may have been planted. A user's subject is proven by the login alone, for the next one at
   * this computer has the cookies too.
   */
  async identify(view: RequestView): Promise<readonly SubjectIdentifier[]> {
    const userId = await this.users.of(view);
    const stored = await this.proven(view);
    const isOwn = stored !== null && (await this.isOwn(stored, userId));
    return [
      ...(userId === null ? [] : [{ kind: 'user', value: userId } as const]),
      ...(isOwn ? [{ kind: 'subject', value: stored.subjectId } as const] : []),
    ];
  }

  async resolve(subject: DataSubject): Promise<readonly SubjectIdentifier[]> {
    const found = await Promise.all(subject.valuesOf('user').map((userId) => this.identities.subjectsOf(userId)));
    return found.flat().map(({ subjectId }) => ({ kind: 'subject', value: subjectId }));
  }

  async *export(subject: DataSubject): AsyncGenerator<SubjectRow> {
    for (const owner of await this.places.of(subject)) yield* this.exported.of(owner);
  }

  async *erase(subject: DataSubject): AsyncGenerator<ErasureStep> {
    const places = await this.places.of(subject);
    let erased = 0;
    for (const owner of places) erased += (await this.erasure.erase(owner)) ? 1 : 0;
    if (erased > 0) await this.erasure.settle();
    const because =
      'The records are the proof of what was decided. They name a pseudonym that leads to nobody any more.';
    yield { section: 'subjects', erased, ...(places.length > 0 && { kept: { count: places.length, because } }) };
  }

  private async proven(view: RequestView): Promise<StoredConsent | null> {
    const site = this.sites.resolve(view);
    await this.visitors.settle(view);
    const stored = site ? this.visitors.proof(view, site).stored : null;
    return stored?.erased ? null : stored;
  }

  private async isOwn(stored: StoredConsent, userId: string | null): Promise<boolean> {
    const identity = this.users.areKnown ? await this.store.of(stored) : null;
    return identity === null || (userId !== null && this.store.isOf(identity, userId));
  }

  forgetBrowser(view: RequestView): readonly string[] {
    return this.cookies.forget(view);
  }
}
