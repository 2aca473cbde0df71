import { createHash, randomBytes } from 'node:crypto';
import { Inject, Injectable, Optional } from '@nestjs/common';
import { Clock, minutes, SiteResolver } from '@nest-privacy/core';
import { AnalyticsConfig } from '../analytics.config.js';
import { Exclusions } from '../exclusion/exclusions.js';
import { PathPatterns } from '../exclusion/path-patterns.js';
import { EventDeriver } from '../derive/event-deriver.js';
import { HitFactory } from '../event/hit-factory.js';
import { SaltSource } from '../identity/salt-source.js';
import { AnalyticsStore } from '../store/analytics-store.js';
import { ImportJournal, type OpenImport } from '../store/import-journal.js';
import { type AccessLogImportOptions } from './import-options.js';
import { type ImportPlan, importPlan } from './import-plan.js';
import { ImportSalts } from './import-salts.js';
import { type ImportSummary } from './import-summary.js';
import { emptyTally, type ImportTally } from './import-tally.js';
import { ImportRun } from './import-run.js';
import { LineJudge } from './line-judge.js';
import { type LogInput } from './log-input.js';
import { LogReader } from './log-reader.js';

/** Clocks of servers differ by less. */
const AHEAD = minutes(15);
const SECRET_BYTES = 32;

/** An import that nobody remembers. */
const forgotten = (): OpenImport => ({
  secret: randomBytes(SECRET_BYTES),
  position: undefined,
  save: () => Promise.resolve(),
  finish: () => Promise.resolve(),
});

/**
 * Imports what a web server logged before: each line becomes at most one event, by the same rules as a live request as far as the log tells what they go by. Ids follow from
 * the lines, so that the same lines add nothing another time, whichever file they are in; and an import that was interrupted goes on where it was.
 */
@Injectable()
export class AccessLogImporter {
  constructor(
    @Inject(AnalyticsConfig) private readonly config: AnalyticsConfig,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(AnalyticsStore) private readonly store: AnalyticsStore,
    @Inject(SaltSource) private readonly salts: SaltSource,
    @Optional() @Inject(ImportJournal) private readonly journal: ImportJournal | undefined,
    private readonly sites: SiteResolver,
    private readonly exclusions: Exclusions,
    private readonly deriver: EventDeriver,
    private readonly hits: HitFactory,
  ) {}

  /**
   * @throws ConfigurationError `IMPORT_OPTION_INVALID`, `PATH_PATTERN_INVALID` or `ACCESS_LOG_UNREADABLE`
   * @throws whatever the store throws when it is away; what was imported until then is stored
   */
  async import(log: LogInput, options: AccessLogImportOptions = {}): Promise<ImportSummary> {
    const plan = importPlan(options, this.sites);
    const judge = this.judgeFor(plan, options);
    const work = options.purpose === 'count' ? forgotten() : await this.open(log, plan);
    const tally = (work.position?.tally as ImportTally | undefined) ?? emptyTally();
    const run = new ImportRun({
      reader: new LogReader(plan, judge, this.hits, tally),
      deriver: this.deriver,
      salts: new ImportSalts(this.salts, work.secret),
      store: options.purpose === 'count' ? undefined : this.store,
      work,
      onProgress: options.onProgress,
    });
    const resumedAfter = tally.lines;
    await run.read(log);
    await work.finish();
    return { site: plan.site.id, ...tally, ...run.stored, resumedAfter };
  }

  private async open(log: LogInput, { site }: ImportPlan): Promise<OpenImport> {
    const head = this.journal && (await log.head());
    if (!this.journal || !head) return forgotten();
    const key = createHash('sha256').update(`${site.id}\n`).update(head).digest('hex');
    return this.journal.open(key);
  }

  private judgeFor(plan: ImportPlan, { ignorePaths = [] }: AccessLogImportOptions): LineJudge {
    const rules = {
      status: this.config.status,
      exclusions: this.exclusions,
      ignoredPaths: new PathPatterns(ignorePaths, 'option "ignorePaths" of the import'),
      until: this.clock.now() + AHEAD,
    };
    return new LineJudge(plan, this.sites, rules);
  }
}
