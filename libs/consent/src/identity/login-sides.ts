import { Inject, Injectable } from '@nestjs/common';
import { CategoryRegistry, Clock } from '@nest-privacy/core';
import { CatalogueInForce } from '../catalogue/catalogue-in-force.js';
import { type CookieProof } from '../cookie/consent-cookies.js';
import { type LoginSide, mergeAtLogin } from '../decision/merge-at-login.js';
import { type ConsentStateEntity, storedConsentOf } from '../entities/consent-state.entity.js';
import { ConsentRecords } from '../ledger/consent-records.js';
import { ConsentPolicy } from '../policy/consent-policy.js';
import { IdentityStore } from './identity-store.js';
import { type EventStanding } from './subject-event.js';
import { shownBy, type WhatWasShown } from './what-was-shown.js';

/** What a browser brings into a login. */
export interface Device {
  readonly state: ConsentStateEntity;
  readonly side: LoginSide;
}

/** Where the account stands then, and what was shown upon the last choice that it carries. */
export interface LoginMerged {
  readonly standing: EventStanding;
  readonly shown: WhatWasShown | undefined;
}

/** The account's grants are proven by the login itself. */
export function accountSide(state: ConsentStateEntity): LoginSide {
  const stored = storedConsentOf(state);
  return { stored, explicitAt: state.explicitAt ?? {}, proven: stored };
}

/** Finds what meets at a login, and says where it leads. */
@Injectable()
export class LoginSides {
  constructor(
    @Inject(Clock) private readonly clock: Clock,
    private readonly registry: CategoryRegistry,
    private readonly policy: ConsentPolicy,
    private readonly catalogues: CatalogueInForce,
    private readonly records: ConsentRecords,
    private readonly identities: IdentityStore,
  ) {}

  /** What the browser's own subject decided; `null` for nobody, for one that was erased, and for another user's. */
  async device(siteId: string, userId: string, { subjectId, stored }: CookieProof): Promise<Device | null> {
    const state = subjectId === null ? null : await this.records.state(siteId, subjectId);
    if (!state || state.subjectStatus === 'erased') return null;
    const side = { stored: storedConsentOf(state), explicitAt: state.explicitAt ?? {}, proven: stored };
    if (state.subjectStatus === null) return { state, side };
    const identity = await this.identities.of(state);
    return identity && this.identities.isOf(identity, userId) ? { state, side } : null;
  }

  /** Where the account stands once a device has come to it. */
  async merge(siteId: string, sides: readonly LoginSide[]): Promise<LoginMerged> {
    const { version, renewals } = await this.catalogues.ofDecision(siteId, null);
    const notice = this.policy.notice(siteId);
    const merged = mergeAtLogin({
      ...notice,
      renewals,
      categories: this.registry.optional,
      sides,
      now: this.clock.now(),
    });
    const { decisions, informed, lapsed, explicitAt, withdrawn, validUntil, lastWord } = merged;
    const standing = {
      decisions,
      informed,
      lapsed,
      explicitAt,
      withdrawn: withdrawn ? (1 as const) : (0 as const),
      // Grants were found to be upon a notice that counts, and to cover what is shown today.
      noticeVersion: notice.noticeVersion,
      catalogueVersion: version?.version ?? null,
      validUntil: new Date(validUntil),
    };
    const word = lastWord && (await this.records.saidAt(lastWord.stored, lastWord.at));
    return { standing, shown: word ? shownBy(word) : undefined };
  }
}
