import { Module } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { CatchAllController } from './catch-all.controller.js';
import { PageRenderer } from './page-renderer.service.js';
import { RefusalFilter } from './refusal.filter.js';
import { SiteCatalogue } from './site-catalogue.service.js';
import { SiteController } from './site.controller.js';

/** The demonstration site. Import it last, for it brings the route that takes every path. */
@Module({
  controllers: [SiteController, CatchAllController],
  providers: [PageRenderer, SiteCatalogue, { provide: APP_FILTER, useClass: RefusalFilter }],
})
export class SiteModule {}
