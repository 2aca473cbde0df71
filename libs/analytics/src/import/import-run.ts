import { type EventDeriver } from '../derive/event-deriver.js';
import { type AnalyticsEvent } from '../event/analytics-event.js';
import { type Hit } from '../event/hit.js';
import { type SaltSource } from '../identity/salt-source.js';
import { BatchSifter, type Sifting } from '../pipeline/batch-sifter.js';
import { type AnalyticsStore } from '../store/analytics-store.js';
import { type OpenImport } from '../store/import-journal.js';
import { ImportCheckpoints } from './import-checkpoints.js';
import { type AccessLogImportOptions } from './import-options.js';
import { type LogInput } from './log-input.js';
import { logLines } from './log-lines.js';
import { type LogReader } from './log-reader.js';

/** Events in one transaction. */
const BATCH = 500;
/** Lines after which what was found is stored, however little it is. */
const LINES = 10_000;

/** What a run works with. */
export interface ImportTools extends Pick<AccessLogImportOptions, 'onProgress'> {
  readonly reader: LogReader;
  readonly deriver: EventDeriver;
  readonly salts: Pick<SaltSource, 'saltOf'>;
  /** `undefined` where nothing is to be stored. */
  readonly store: AnalyticsStore | undefined;
  readonly work: OpenImport;
}

/** Takes a log from its lines into the store, batch by batch: nothing more is read while one is stored. */
export class ImportRun {
  /** Events that are new in the store, and that were there. */
  readonly stored = { added: 0, known: 0 };
  private readonly checkpoints = new ImportCheckpoints();
  private readonly sifter: BatchSifter | undefined;
  private hits: Hit[] = [];
  private storedLines = 0;

  constructor(private readonly tools: ImportTools) {
    this.sifter = tools.store && new BatchSifter(tools.store);
  }

  async read(log: LogInput): Promise<void> {
    const { reader, work, onProgress } = this.tools;
    const from = work.position?.offset ?? 0;
    let end = from;
    const finishBatch = async (): Promise<void> => {
      await this.finishBatch(end);
      const share = log.size === undefined ? undefined : Math.min(1, log.consumed / Math.max(1, log.size));
      onProgress?.({ lines: reader.tally.lines, share });
    };
    for await (const lines of logLines(log.chunks(from), from)) {
      for (const line of lines) {
        end = line.end;
        const hit = line.text === '' ? undefined : reader[line.isEnded ? 'hitOf' : 'hitOfUnended'](line.text);
        if (hit) this.hits.push(hit);
        if (this.hits.length >= BATCH || reader.tally.lines - this.storedLines >= LINES) await finishBatch();
      }
    }
    await finishBatch();
  }

  private async finishBatch(end: number): Promise<void> {
    const { reader, work } = this.tools;
    await this.store(await this.derived());
    this.storedLines = reader.tally.lines;
    const position = this.checkpoints.reached(end, reader.tally);
    if (position) await work.save(position);
  }

  private derived(): Promise<AnalyticsEvent[]> {
    const { reader, deriver, salts } = this.tools;
    const { hits } = this;
    this.hits = [];
    return deriver.derive(hits, { salts, drops: { drop: (reason) => reader.leaveOut(reason) } });
  }

  private async store(events: readonly AnalyticsEvent[]): Promise<void> {
    const { tally } = this.tools.reader;
    const sifting: Sifting = { fresh: [], known: 0, refused: [], failed: [] };
    await this.sifter?.sift(events, sifting, 'leave');
    this.stored.added += sifting.fresh.length;
    this.stored.known += sifting.known;
    const refused = new Set(sifting.refused.map(({ event }) => event));
    for (const event of events) {
      if (event.audience !== 'people') continue;
      if (refused.has(event)) this.tools.reader.leaveOut('poison');
      else if (event.kind === 'miss') tally.misses += 1;
      else tally.pageviews += 1;
    }
  }
}
