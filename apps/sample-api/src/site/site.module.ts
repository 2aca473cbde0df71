import { Module } from '@nestjs/common';
import { CatchAllController } from './catch-all.controller.js';
import { PageRenderer } from './page-renderer.service.js';
import { SiteCatalogue } from './site-catalogue.service.js';
import { SiteController } from './site.controller.js';

/** The demonstration site. Import it last, for it brings the route that takes every path. */
@Module({ controllers: [SiteController, CatchAllController], providers: [PageRenderer, SiteCatalogue] })
export class SiteModule {}
