import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { CategoryRegistry, Clock } from '@nest-privacy/core';
import { idOfBits, KeyRing } from '@nest-privacy/core/kit';
import { driverCodeOf, isUniqueViolation } from '@nest-privacy/core/typeorm';
import { CatalogueInForce } from '../catalogue/catalogue-in-force.js';
import { ConsentConfig } from '../consent.config.js';
import { type ImportedConsent } from '../decision/imported-consent.js';
import { type ConsentParticipant, ConsentParticipants } from '../ledger/consent-participant.js';
import { ConsentRecords } from '../ledger/consent-records.js';
import { ConsentWriter } from '../ledger/consent-writer.js';
import { composeImport } from '../ledger/import-composer.js';
import { fixedTerms } from '../policy/fixed-terms.js';
import { type PolicyTerms } from '../policy/policy-terms.js';
import { type FoundConsent } from './found-consent.js';
import { importedConsent } from './imported-consent-of.js';
import { lineConsent } from './import-line.js';
import { LineFault } from './line-fault.js';
import { type ImportLine } from './import-lines.js';
import { type ImportReport } from './import-report.js';
import { type ImportSource } from './import-source.js';

/** Lines of one request, at most: with more it would last longer than servers wait. */
export const MOST_LINES = 10_000;
const MOST_FAULTS = 1_000;
/** Lines that are written at once. */
const AT_ONCE = 32;
const BY_OPERATOR = { actor: 'controller', authMethod: 'import' };

/**
 * Takes over what another tool kept of many. A visitor is known by the reference that the tool had for them, of which only a keyed hash is kept: the same reference is
 * the same subject, and the same line again is the same record. No browser can become such a subject.
 */
@Injectable()
export class BatchImport {
  private readonly keys: KeyRing;
  /** Whoever they were, nobody knows where: the strictest regime, with the times of the options. */
  private readonly terms: PolicyTerms;

  constructor(
    @Inject(ConsentConfig) config: ConsentConfig,
    @Inject(ConsentWriter) private readonly writer: ConsentWriter,
    @Inject(ConsentParticipants) private readonly participants: readonly ConsentParticipant[],
    @Inject(Clock) private readonly clock: Clock,
    private readonly records: ConsentRecords,
    private readonly catalogues: CatalogueInForce,
    private readonly registry: CategoryRegistry,
  ) {
    this.keys = new KeyRing(config.secrets, 'consent-subject-of-import');
    this.terms = fixedTerms('opt-in', config, registry.optional);
  }

  /** @throws DatabaseUnavailableException; what was taken over until then is, and the same lines may be sent again */
  async take(siteId: string, source: ImportSource, lines: AsyncIterable<ImportLine>): Promise<ImportReport> {
    const report = { imported: 0, known: 0, refused: [] as { line: number; detail: string }[], complete: true };
    let waiting = new Map<string, Promise<void>>();
    let count = 0;
    for await (const { line, value, isEnd } of lines) {
      if (isEnd) report.complete = false;
      if (++count > MOST_LINES || report.refused.length >= MOST_FAULTS) {
        report.complete = false;
        break;
      }
      try {
        if (value instanceof LineFault) throw value;
        const found = lineConsent(value, source, this.registry.optional);
        const subjectId = this.subjectOf(siteId, source, found);
        // Those of one subject keep their order.
        if (waiting.size >= AT_ONCE || waiting.has(subjectId)) waiting = await emptied(waiting);
        const taken = this.write(siteId, subjectId, source, found);
        const counted = taken.then((isNew) => void (isNew ? report.imported++ : report.known++));
        // Its failure is everybody's, and thrown with theirs.
        counted.catch(() => undefined);
        waiting.set(subjectId, counted);
      } catch (error) {
        if (!(error instanceof LineFault)) throw error;
        report.refused.push({ line, detail: error.message });
      }
    }
    await emptied(waiting);
    report.refused.sort((a, b) => a.line - b.line);
    return report;
  }

  private subjectOf(siteId: string, { source }: ImportSource, { reference }: FoundConsent): string {
    // What many people say alike would be one of them.
    if (reference === null) throw new LineFault('has no reference, by which its visitor is told from others');
    return idOfBits(Buffer.from(this.keys.sign([siteId, source, reference].join('|')), 'base64url'));
  }

  /** @returns whether it was not there before */
  private async write(siteId: string, subjectId: string, source: ImportSource, found: FoundConsent): Promise<boolean> {
    const now = this.clock.now();
    const imported: ImportedConsent = importedConsent(found, source, this.registry.optional, now);
    const digest = digestOf(found);
    const context = {
      owner: { siteId, subjectId, isNew: false },
      signals: { dnt: null, gpc: null },
      catalogue: await this.catalogues.ofDecision(siteId, null),
      terms: this.terms,
      keyed: { key: `${imported.origin}:${digest}`, fingerprint: digest },
      now,
    };
    try {
      await this.writer.write(
        context.owner,
        (previous) => composeImport(context, imported, BY_OPERATOR, previous),
        this.participants,
      );
      return true;
    } catch (error) {
      if (!isUniqueViolation(error) && driverCodeOf(error) !== 'SQLITE_CONSTRAINT_TRIGGER') throw error;
      const earlier = await this.records.findByKey(siteId, subjectId, context.keyed.key);
      // Nothing stands under the key: who takes part in the transaction was refused something of its own.
      if (earlier?.requestHash !== digest) throw error;
      return false;
    }
  }
}

const digestOf = ({ choices, givenAt, reference, language, onlyAccepted }: FoundConsent): string =>
  createHash('sha256')
    .update(
      JSON.stringify([[...choices].sort(([a], [b]) => (a < b ? -1 : 1)), givenAt, reference, language, onlyAccepted]),
    )
    .digest('base64url');

async function emptied(waiting: Map<string, Promise<void>>): Promise<Map<string, Promise<void>>> {
  await Promise.all(waiting.values());
  return new Map();
}
