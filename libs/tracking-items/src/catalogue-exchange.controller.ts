import { Body, Controller, Get, Header, HttpCode, Post } from '@nestjs/common';
import { RequireScope } from '@nest-privacy/core';
import { NoPage } from '@nest-privacy/core/kit';
import { type ExportDocument } from './exchange/export-document.js';
import { type ImportResult } from './exchange/import-result.js';
import { TrackingItemsService } from './tracking-items.service.js';

/** The whole catalogue as a file, out and in. */
@Controller('admin/tracking-items')
@NoPage()
@RequireScope('catalogue:write')
export class CatalogueExchangeController {
  constructor(private readonly items: TrackingItemsService) {}

  @Get('export')
  @RequireScope('catalogue:read')
  @Header('Content-Disposition', 'attachment; filename="tracking-items.json"')
  export(): Promise<ExportDocument> {
    return this.items.export();
  }

  /** Takes an export, or a django-privacy-mgmt fixture; the HTTP server's body limit applies. */
  @Post('import')
  @HttpCode(200)
  import(@Body() document: unknown): Promise<ImportResult> {
    return this.items.import(document);
  }
}
