import { Inject, Injectable } from '@nestjs/common';
import { ProblemException, type RequestView } from '@nest-privacy/core';
import { Ports } from '@nest-privacy/core/kit';
import { driverCodeOf, isUniqueViolation } from '@nest-privacy/core/typeorm';
import { type DecisionRequest } from '../decision/decision-request.js';
import { type StoredConsent } from '../decision/stored-consent.js';
import { type ConsentRecordEntity } from '../entities/consent-record.entity.js';
import { type ConsentStateEntity, storedConsentOf } from '../entities/consent-state.entity.js';
import { nothingToImport } from '../import/import-problems.js';
import { ConsentRevocations } from '../revocation/consent-revocations.js';
import { ServedNotices } from '../notice/served/served-notices.js';
import { PolicyDecisions } from '../policy/policy-decisions.js';
import { VisitorConsentReader } from '../visitor-consent.reader.js';
import { type ConsentParticipant, ConsentParticipants } from './consent-participant.js';
import { ConsentRecords } from './consent-records.js';
import { type ConsentEntry } from './consent-entry.js';
import { ConsentWriter } from './consent-writer.js';
import { DecisionContexts } from './decision-contexts.js';
import { composeEntry, isAnothers, type DecisionContext } from './entry-composer.js';
import { isTooLate } from './import-composer.js';
import { isRepetition, type KeyedRequest } from './keyed-request.js';
import { outdated } from './outdated.js';

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
    @Inject(ConsentWriter) private readonly writer: ConsentWriter,
    @Inject(ConsentParticipants) private readonly participants: readonly ConsentParticipant[],
    private readonly contexts: DecisionContexts,
    private readonly records: ConsentRecords,
    private readonly visitors: VisitorConsentReader,
    private readonly revocations: ConsentRevocations,
    private readonly policies: PolicyDecisions,
    private readonly served: ServedNotices,
    private readonly ports: Ports,
  ) {}

  /**
   * Records a decision of whoever sends the request; from then on `ConsentReader` answers with it.
   *
   * @param idempotencyKey `null` when the client sent none. For a subject that the request proves, an exact repetition of the request is answered with
   * the first record for 24 hours. Of a first decision, whose answer may have been lost, one with a UUID from the same address is for ten minutes; later
   * it is a first decision again, of a new subject.
   * @throws ProblemException 400 `VALIDATION_FAILED` when it was given in the future, 409 `NOTICE_OUTDATED` and `CATALOGUE_OUTDATED` for a grant upon another
   * notice or catalogue than today's, 409 `IDEMPOTENCY_KEY_REUSED` when the subject used the key for another decision or more than 24 hours ago, 421
   * `SITE_UNKNOWN`, 503 `NOTICE_UNREAD` for a grant while it is not known which notice is shown
   */
  async decide(view: RequestView, request: DecisionRequest, idempotencyKey: string | null): Promise<DecisionOutcome> {
    const context = await this.contexts.of(view, request, idempotencyKey);
    const { noticeVersion, catalogue } = context;
    const today = { noticeVersion, catalogueVersion: catalogue.version?.version ?? null };
    const refusal = outdated(request, today, context);
    const outcome = refusal ? await this.repeatedOr(refusal, context) : await this.write(view, context);
    this.visitors.decided(view, outcome.stored);
    if (!outcome.replayed) this.announce(view, request);
    return outcome;
  }

  /** What was recorded in time stays recorded, however late its repetition comes. */
  private async repeatedOr(refusal: ProblemException, context: DecisionContext): Promise<DecisionOutcome> {
    const { keyed, owner } = context;
    const earlier = keyed === null || owner.isNew ? null : await this.repeated(context, keyed);
    if (earlier) return earlier;
    throw refusal;
  }

  private async write(view: RequestView, circumstances: DecisionContext): Promise<DecisionOutcome> {
    const context = await this.contexts.detailed(view, circumstances);
    await this.policies.keep(context.terms);
    try {
      const compose = (previous: ConsentStateEntity | null): ConsentEntry => {
        if (previous && isAnothers(context, previous)) throw new SubjectOfAnother(previous.subjectStatus === 'erased');
        if (previous && isTooLate(context, previous)) throw new ImportTooLate();
        return composeEntry(context, previous);
      };
      const { record, state } = await this.writer.write(context.owner, compose, this.participants);
      const stored = storedConsentOf(state);
      if (context.told && record.servedId !== null) await this.served.keep(context.told, record.subjectId);
      if (state.changedAt !== null) this.revocations.supersede(stored);
      return { record, stored, replayed: false };
    } catch (error) {
      if (error instanceof SubjectOfAnother)
        return this.write(view, this.contexts.forAnother(view, context, error.isErased));
      if (error instanceof ImportTooLate) return this.repeatedOr(nothingToImport(), context);
      const { keyed, owner, proof } = context;
      if (keyed === null || owner.isNew || !isTaken(error)) throw error;
      const earlier = await this.repeated(context, keyed);
      if (earlier) return earlier;
      // Nothing stands under the key: who takes part in the transaction was refused something of its own.
      if (earlier === undefined) throw error;
      if (proof.subjectId !== null) throw keyReused();
      return this.write(view, this.contexts.forFresh(context));
    }
  }

  /** @returns `undefined` when nothing stands under the key, and `null` when something else does */
  private async repeated(
    { owner, proof, now }: DecisionContext,
    keyed: KeyedRequest,
  ): Promise<DecisionOutcome | null | undefined> {
    const record = await this.records.findByKey(owner.siteId, owner.subjectId, keyed.key);
    const state = await this.records.state(owner.siteId, owner.subjectId);
    if (!record || !state) return undefined;
    if (!isRepetition({ record, state, keyed, proof, now })) return null;
    return { record, stored: storedConsentOf(state), replayed: true };
  }

  private announce(view: RequestView, { kind, decisions }: DecisionRequest): void {
    this.ports.trackingStatus.statusChanged(view);
    if (kind === 'import') return;
    for (const [category, decision] of Object.entries(decisions)) {
      this.ports.metrics.count('consent_decisions_total', { category, decision });
    }
  }
}

/** Whoever decides is not the subject that the browser names. */
class SubjectOfAnother extends Error {
  constructor(readonly isErased: boolean) {
    super('The subject is not who decides');
  }
}

/** The user whose browser brings another tool's cookie has decided here already. */
class ImportTooLate extends Error {
  constructor() {
    super('The subject has decided already');
  }
}

/** SQLite's own guard against `REPLACE` refuses a row before the unique index is asked. */
const isTaken = (error: unknown): boolean =>
  isUniqueViolation(error) || driverCodeOf(error) === 'SQLITE_CONSTRAINT_TRIGGER';

/** 409: the key stands for another decision. */
export const keyReused = (): ProblemException =>
  new ProblemException({
    status: 409,
    code: 'IDEMPOTENCY_KEY_REUSED',
    title: 'The idempotency key stands for another decision',
    detail:
      'This Idempotency-Key was used with a different request, or more than 24 hours ago, or before a later decision that this request does not know of. Send a new key with a new decision, and repeat a request unaltered.',
    errors: [{ path: 'Idempotency-Key', detail: 'was used before' }],
  });
