import { type ServerResponse } from 'node:http';
import { Controller, Get, Inject, Query, Res, StreamableFile } from '@nestjs/common';
import { Clock, CurrentRequest, requestValidation, RequestView, RequireScope, SiteResolver } from '@nest-privacy/core';
import { NoPage } from '@nest-privacy/core/kit';
import { ExportQuery } from './dto/export.query.js';
import { EXPORT_MEDIA_TYPES, exportFormatOf } from './export/export-format.js';
import { LedgerExport } from './export/ledger-export.js';

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
  ) {}

  /** The records of a site, oldest first, pseudonymous, as NDJSON or CSV. Cut off, and so not whole, where the database fails on the way. */
  @Get()
  async export(
    @CurrentRequest() view: RequestView,
    @Query(requestValidation()) query: ExportQuery,
    @Res({ passthrough: true }) response: FrameworkResponse,
  ): Promise<StreamableFile> {
    const format = exportFormatOf(view, query.format);
    const site = this.sites.chosen(view, query.site);
    const range = { siteId: site.id, from: query.fromInstant(), until: query.untilInstant(this.clock.now()) };
    const stream = await this.ledger.open(range, format);
    const raw = response.raw ?? response;
    // Whoever went away reads nothing more, and nothing more is asked for them.
    raw.once('close', () => stream.destroy());
    const disposition = `attachment; filename="consent-${site.id}.${format}"`;
    const file = new StreamableFile(stream, { type: EXPORT_MEDIA_TYPES[format], disposition });
    // Nest would end the answer as if it were whole.
    return file.setErrorHandler(() => raw.destroy());
  }
}
