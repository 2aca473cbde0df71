import { Inject, Injectable } from '@nestjs/common';
import { CategoryRegistry, Clock, ProblemException, type RequestView, SiteResolver } from '@nest-privacy/core';
import { isUniqueViolation } from '@nest-privacy/core/typeorm';
import { ConsentConfig } from '../consent-config.js';
import { ConsentPorts } from '../consent-ports.js';
import { ConsentService } from '../consent.service.js';
import { type DecisionRequest } from '../decision/decision-request.js';
import { type StoredConsent } from '../decision/stored-consent.js';
import { type ConsentRecordEntity } from '../entities/consent-record.entity.js';
import { storedConsentOf } from '../entities/consent-state.entity.js';
import { ConsentRevocations } from '../revocation/consent-revocations.js';
import { assertGivenAt } from './assert-given-at.js';
import { ConsentRecords } from './consent-records.js';
import { ConsentWriter } from './consent-writer.js';
import { composeEntry, type DecisionContext } from './entry-composer.js';
import { isReplay } from './is-replay.js';
import { isRepetition, type KeyedRequest } from './keyed-request.js';
import { fingerprintOf } from './request-fingerprint.js';
import { SubjectMaker } from './subject-maker.js';

/** What became of a decision. */
export interface DecisionOutcome {
  readonly record: ConsentRecordEntity;
  /** Where the subject stands now; after a replay this may be a later record's. */
  readonly stored: StoredConsent;
  /** Whether the same request had been recorded before, so that nothing was written. */
  readonly replayed: boolean;
}

/** Takes decisions: each becomes one record and the subject's state, in one transaction. */
@Injectable()
export class ConsentLedger {
  constructor(
    @Inject(ConsentConfig) private readonly config: ConsentConfig,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(ConsentWriter) private readonly writer: ConsentWriter,
    private readonly registry: CategoryRegistry,
    private readonly sites: SiteResolver,
    private readonly records: ConsentRecords,
    private readonly subjects: SubjectMaker,
    private readonly service: ConsentService,
    private readonly revocations: ConsentRevocations,
    private readonly ports: ConsentPorts,
  ) {}

  /**
   * Records a decision of whoever sends the request; from then on `ConsentReader` answers with it.
   *
   * @param idempotencyKey `null` when the client sent none. For a subject that the request proves, an exact repetition of the request is answered with
   * the first record for 24 hours. Of a first decision, whose answer may have been lost, one with a UUID from the same address is for ten minutes; later
   * it is a first decision again, of a new subject.
   * @throws ProblemException 400 `VALIDATION_FAILED` when it was given in the future, 409 `NOTICE_OUTDATED` for a grant upon another notice than today's,
   * 409 `IDEMPOTENCY_KEY_REUSED` when the subject used the key for another decision or more than 24 hours ago, 421 `SITE_UNKNOWN`
   */
  async decide(view: RequestView, request: DecisionRequest, idempotencyKey: string | null): Promise<DecisionOutcome> {
    const site = this.sites.require(view);
    const noticeVersion = this.config.noticeVersion(site.id);
    const now = this.clock.now();
    assertNotice(request, noticeVersion);
    assertGivenAt(request, now);
    await this.service.settle(view);
    const proof = this.service.proof(view, site);
    const keyed = idempotencyKey === null ? null : { key: idempotencyKey, fingerprint: fingerprintOf(request) };
    const context: DecisionContext = {
      proof,
      owner:
        proof.subjectId === null
          ? this.subjects.make(view, site.id, keyed)
          : { siteId: site.id, subjectId: proof.subjectId, isNew: false },
      categories: this.registry.optional,
      request,
      regime: this.service.regimeOf(view),
      signals: this.ports.signalsOf(view),
      catalogue: await this.ports.catalogueOf(site.id),
      noticeVersion,
      validity: this.config.validity,
      keyed,
      now,
    };
    const outcome = await this.write(context);
    this.service.decided(view, outcome.stored);
    if (!outcome.replayed) this.announce(view, request);
    return outcome;
  }

  private async write(context: DecisionContext): Promise<DecisionOutcome> {
    try {
      const { record, state } = await this.writer.write(context.owner, (previous) => composeEntry(context, previous));
      const stored = storedConsentOf(state);
      if (state.changedAt !== null) this.revocations.supersede(stored);
      return { record, stored, replayed: false };
    } catch (error) {
      const { keyed, owner, proof } = context;
      if (keyed === null || owner.isNew || !(isUniqueViolation(error) || isReplay(error))) throw error;
      const earlier = await this.repeated(context, keyed);
      if (earlier) return earlier;
      if (proof.subjectId !== null) throw keyReused();
      return this.write({ ...context, owner: this.subjects.fresh(owner.siteId) });
    }
  }

  private async repeated({ owner, proof, now }: DecisionContext, keyed: KeyedRequest): Promise<DecisionOutcome | null> {
    const record = await this.records.findByKey(owner.siteId, owner.subjectId, keyed.key);
    const state = await this.records.state(owner.siteId, owner.subjectId);
    if (!record || !state || !isRepetition({ record, state, keyed, proof, now })) return null;
    return { record, stored: storedConsentOf(state), replayed: true };
  }

  private announce(view: RequestView, { decisions }: DecisionRequest): void {
    this.ports.statusChanged(view);
    for (const [category, decision] of Object.entries(decisions)) {
      this.ports.metrics.count('consent_decisions_total', { category, decision });
    }
  }
}

/** Nobody can grant what another notice described; refusing needs no notice at all. */
function assertNotice({ decisions, noticeVersion }: DecisionRequest, current: number): void {
  const grants = Object.values(decisions).includes('granted');
  if (noticeVersion === null || noticeVersion === current || (!grants && noticeVersion < current)) return;
  throw new ProblemException({
    status: 409,
    code: 'NOTICE_OUTDATED',
    title: 'The notice is not the one shown today',
    detail: `The decision names notice ${noticeVersion}, and ${current} is shown today. Show that one and ask again.`,
    errors: [{ path: 'noticeVersion', detail: `must be ${current}` }],
    extensions: { noticeVersion: current },
  });
}

const keyReused = (): ProblemException =>
  new ProblemException({
    status: 409,
    code: 'IDEMPOTENCY_KEY_REUSED',
    title: 'The idempotency key stands for another decision',
    detail:
      'This Idempotency-Key was used with a different request, or more than 24 hours ago, or before a later decision that this request does not know of. Send a new key with a new decision, and repeat a request unaltered.',
    errors: [{ path: 'Idempotency-Key', detail: 'was used before' }],
  });
