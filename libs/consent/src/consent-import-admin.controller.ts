import { Readable } from 'node:stream';
import { Body, Controller, HttpCode, Inject, Post, Query } from '@nestjs/common';
import { CurrentRequest, requestValidation, RequestView, RequireScope, SiteResolver } from '@nest-privacy/core';
import { invalidInput, NoPage } from '@nest-privacy/core/kit';
import { ConsentConfig } from './consent.config.js';
import { ImportQuery } from './dto/import.query.js';
import { BatchImport } from './import/batch-import.js';
import { csvRows, type ImportLine, ndjsonLines } from './import/import-lines.js';
import { importTypeUnsupported } from './import/import-problems.js';
import { type ImportReport } from './import/import-report.js';
import { type ImportSource } from './import/import-source.js';

const LINES: ReadonlyMap<string, (body: Readable) => AsyncGenerator<ImportLine, void, undefined>> = new Map([
  ['application/x-ndjson', ndjsonLines],
  ['text/csv', csvRows],
]);

/** Takes over what another tool kept of many, for administrators with the scope `consent:import`. */
@Controller('admin/consent/import')
@NoPage()
@RequireScope('consent:import')
export class ConsentImportAdminController {
  constructor(
    @Inject(ConsentConfig) private readonly config: ConsentConfig,
    private readonly batches: BatchImport,
    private readonly sites: SiteResolver,
  ) {}

  /** Adds a record for each line that is not known yet. Each stands by itself: those with faults are told, and the others are taken. */
  @Post()
  @HttpCode(200)
  take(
    @CurrentRequest() view: RequestView,
    @Query(requestValidation()) query: ImportQuery,
    @Body() body: unknown,
  ): Promise<ImportReport> {
    const site = this.sites.chosen(view, query.site);
    const source = this.sourceNamed(query.source);
    const linesOf = LINES.get(view.mediaType);
    const stream = streamOf(view, body);
    if (linesOf === undefined || stream === undefined) throw importTypeUnsupported();
    return this.batches.take(site.id, source, linesOf(stream));
  }

  private sourceNamed(name: string): ImportSource {
    const found = this.config.import.find(({ source }) => source === name);
    if (found) return found;
    const known = this.config.import.map(({ source }) => source).join(', ') || 'none';
    throw invalidInput([{ path: 'source', detail: `is not a source of the option "import"; there is: ${known}` }]);
  }
}

/** Fastify hands the stream over as the body where it has a parser that does, Express leaves it alone; where somebody has read it, it is text or bytes. */
function streamOf(view: RequestView, body: unknown): Readable | undefined {
  if (body instanceof Readable) return body;
  if (typeof body === 'string' || Buffer.isBuffer(body)) return Readable.from([body]);
  const raw = view.raw as unknown;
  return raw instanceof Readable && raw.readable ? raw : undefined;
}
