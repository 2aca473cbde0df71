import { Injectable } from '@nestjs/common';
import { type PrivacySignals, SiteResolver } from '@nest-privacy/core';
import { CatalogueInForce } from '../catalogue/catalogue-in-force.js';
import { type VisitorConsent } from '../decision/visitor-consent.js';
import { storedConsentOf } from '../entities/consent-state.entity.js';
import { ConsentPolicy } from '../policy/consent-policy.js';
import { ConsentRecords } from './consent-records.js';

/** Answers what a subject allows where there is no request, from the ledger's state: for jobs, schedules and messages. */
@Injectable()
export class SubjectConsents {
  constructor(
    private readonly records: ConsentRecords,
    private readonly policy: ConsentPolicy,
    private readonly catalogues: CatalogueInForce,
    private readonly sites: SiteResolver,
  ) {}

  /**
   * Where a subject's consent stands now. Only grants count, whatever the regime, which is a request's.
   *
   * @param signals what the browser said by itself. Default: what it said with the newest decision
   * @throws DatabaseUnavailableException when that cannot be read
   */
  async of(siteId: string, subjectId: string, signals?: PrivacySignals): Promise<VisitorConsent> {
    if (!this.sites.byId(siteId)) return this.policy.evaluate(undefined, null, this.policy.unknown);
    const state = await this.records.state(siteId, subjectId);
    if (state === null) return this.policy.evaluate(siteId, null, this.policy.unknown);
    const said = signals ?? (await this.records.find(siteId, subjectId, state.recordId))?.signals;
    // A process that serves no requests may not have read the catalogue yet.
    await this.catalogues.ofDecision(siteId, null);
    return this.policy.evaluate(siteId, storedConsentOf(state), {
      ...this.policy.unknown,
      // What nobody knows was not said.
      ...(said && { signals: { ...said, gpc: said.gpc ?? false } }),
    });
  }
}
