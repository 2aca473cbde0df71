import { type ServerResponse } from 'node:http';
import { Controller, Get, Inject, Query, Res, StreamableFile } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { Clock, CurrentRequest, requestValidation, RequestView, RequireScope, SiteResolver } from '@nest-privacy/core';
import { NoPage } from '@nest-privacy/core/kit';
import { ExportQuery } from './dto/export.query.js';
import { EXPORT_MEDIA_TYPES, exportFormatOf } from './export/export-format.js';
import { LedgerExport } from './export/ledger-export.js';
import { SETTLED_BY_TIME } from './ledger/record-feed.js';

/** Fastify's reply holds Node's response; Express' is one. */
type FrameworkResponse = ServerResponse & { readonly raw?: ServerResponse };

/** The ledger as a file, for administrators with the scope `consent:read`. */
@Controller('admin/consent/export')
@NoPage()
@RequireScope('consent:read')
export class ConsentExportController {
  constructor(
    private readonly ledger: LedgerExport,
    private readonly sites: SiteResolver,
    @Inject(Clock) private readonly clock: Clock,
    private readonly host: HttpAdapterHost,
  ) {}

  /**
   * The records of a site, oldest first, pseudonymous, as NDJSON or CSV. Cut off, and so not whole, where the database fails on the way; one that was received
   * in the last minute may be written too late to be in it, as the header `Complete-Until` says.
   */
  @Get()
  async export(
    @CurrentRequest() view: RequestView,
    @Query(requestValidation()) query: ExportQuery,
    @Res({ passthrough: true }) response: FrameworkResponse,
  ): Promise<StreamableFile> {
    const format = exportFormatOf(view, query.format);
    const site = this.sites.chosen(view, query.site);
    const now = this.clock.now();
    const range = { siteId: site.id, from: query.fromInstant(), until: query.untilInstant(now) };
    const stream = await this.ledger.open(range, format);
    const settled = new Date(Math.min(range.until, now - SETTLED_BY_TIME));
    this.host.httpAdapter.setHeader(response, 'Complete-Until', settled.toISOString());
    const raw = response.raw ?? response;
    // Whoever went away reads nothing more, and nothing more is asked for them.
    raw.once('close', () => stream.destroy());
    const disposition = `attachment; filename="consent-${site.id}.${format}"`;
    const file = new StreamableFile(stream, { type: EXPORT_MEDIA_TYPES[format], disposition });
    // Nest would end the answer as if it were whole.
    return file.setErrorHandler(() => raw.destroy());
  }
}
