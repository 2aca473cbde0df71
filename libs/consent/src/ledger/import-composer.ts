import { type ConsentCategory, type Decisions } from '@nest-privacy/core';
import { newIdAt } from '@nest-privacy/core/kit';
import { type CatalogueView } from '../catalogue/catalogue-in-force.js';
import { type CookieProof } from '../cookie/consent-cookies.js';
import { countedDecisions } from '../decision/counted-decisions.js';
import { type DecisionRequest } from '../decision/decision-request.js';
import { endOf } from '../decision/span.js';
import { isGrantedOrLapsed, type StoredConsent } from '../decision/stored-consent.js';
import { type ImportedConsent } from '../decision/imported-consent.js';
import { importedTimes } from '../decision/imported-times.js';
import { type RecordedSignals } from '../decision/recorded-signals.js';
import { CONSENT_RECORD_SCHEMA, ConsentRecordEntity } from '../entities/consent-record.entity.js';
import { ConsentStateEntity, storedConsentOf } from '../entities/consent-state.entity.js';
import { NO_CIRCUMSTANCES } from '../entities/record-circumstances.js';
import { type PolicyTerms } from '../policy/policy-terms.js';
import { type ConsentEntry, type ConsentOwner } from './consent-entry.js';
import { type KeyedRequest } from './keyed-request.js';

/** The circumstances of an import; those of a decision are such ones, too. */
export interface ImportContext {
  readonly owner: ConsentOwner;
  /** What holds here now, by which the tool's time is judged; it is no policy under which the tool asked. */
  readonly terms: Pick<PolicyTerms, 'regime' | 'validity' | 'reaskNotBefore'>;
  readonly signals: RecordedSignals;
  readonly catalogue: CatalogueView;
  readonly keyed: KeyedRequest | null;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** Who brought it, and by what that is known. */
export interface ImportWitness {
  readonly actor: string;
  readonly authMethod: string;
}

/**
 * The record of what another tool kept, word for word and with no proof that it had not, and the state of what counts of it. Nothing lives longer than it would
 * have if it had been given here at its own time; where that is not known, it has run out already, so that a refusal stands and nothing else does.
 */
export function composeImport(
  context: ImportContext,
  imported: ImportedConsent,
  witness: ImportWitness,
  previous: ConsentStateEntity | null,
): ConsentEntry {
  const { owner, catalogue, terms } = context;
  const now = Math.max(context.now, (previous?.decidedAt.getTime() ?? 0) + 1);
  const { givenAt } = imported;
  const before = previous && (previous.withdrawn === 1 ? allDenied(previous.decisions) : previous.decisions);
  const counted = countedDecisions({
    ...imported,
    grantEnds: givenAt === null ? null : endOf(givenAt, terms.validity.granted),
    renewals: catalogue.renewals,
    before,
    now,
  });
  const isRefusal = Object.values(imported.found).includes('denied');
  const outcome = Object.values(counted).includes('granted') ? 'granted' : 'refused';
  const validUntil = givenAt === null ? now : endOf(givenAt, terms.validity[outcome]);
  const record = Object.assign(new ConsentRecordEntity(), {
    ...NO_CIRCUMSTANCES,
    subjectId: owner.subjectId,
    receivedAt: new Date(now),
    id: newIdAt(now),
    schemaVersion: CONSENT_RECORD_SCHEMA,
    siteId: owner.siteId,
    eventType: 'imported',
    decisions: imported.found,
    informed: [],
    regime: terms.regime,
    method: 'import',
    noticeVersion: imported.noticeVersion ?? 0,
    catalogueVersion: null,
    catalogueHash: null,
    language: imported.language,
    signals: context.signals,
    acknowledgedSignals: [],
    givenAt: givenAt === null ? null : new Date(givenAt),
    validUntil: new Date(validUntil),
    reaskNotBefore: givenAt !== null && isRefusal ? new Date(endOf(givenAt, terms.reaskNotBefore)) : null,
    idempotencyKey: context.keyed?.key ?? null,
    requestHash: context.keyed?.fingerprint ?? null,
    origin: imported.origin,
    ...witness,
  } satisfies ConsentRecordEntity);
  const state = Object.assign(new ConsentStateEntity(), {
    siteId: owner.siteId,
    subjectId: owner.subjectId,
    recordId: record.id,
    decisions: counted,
    informed: [],
    lapsed: lapsedOf(counted, imported.found, previous && storedConsentOf(previous)),
    withdrawn: 0,
    noticeVersion: record.noticeVersion,
    // What counts of it was found to cover what there is now.
    catalogueVersion: catalogue.version?.version ?? null,
    decidedAt: record.receivedAt,
    validUntil: record.validUntil,
    explicitAt: importedTimes({ counted, before, explicitAt: previous?.explicitAt ?? {}, givenAt }),
    subjectStatus: previous?.subjectStatus ?? null,
    signalsApplied: previous?.signalsApplied ?? null,
    changedAt: previous && record.receivedAt,
  } satisfies ConsentStateEntity);
  return { record, state };
}

/** Whether an import comes to a subject that is known, a user's, and has decided anything here: what is taken over is for those alone who have not. */
export const isTooLate = (
  { request, proof }: { readonly request: DecisionRequest; readonly proof: CookieProof },
  { decisions, withdrawn, lapsed }: ConsentStateEntity,
): boolean =>
  request.kind === 'import' &&
  proof.subjectId !== null &&
  (withdrawn === 1 || (lapsed ?? []).length > 0 || Object.values(decisions).some((decision) => decision !== 'unset'));

const allDenied = (decisions: Decisions): Decisions =>
  Object.fromEntries(Object.keys(decisions).map((name) => [name as ConsentCategory, 'denied']));

/** Grants that do not count, whether they were found or stood here: no default lets them pass. */
const lapsedOf = (counted: Decisions, found: Decisions, before: StoredConsent | null): readonly ConsentCategory[] =>
  (Object.keys(counted) as ConsentCategory[]).filter(
    (category) =>
      counted[category] === 'unset' &&
      (found[category] === 'granted' || (before !== null && isGrantedOrLapsed(before, category))),
  );
