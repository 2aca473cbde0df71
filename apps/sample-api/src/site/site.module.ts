import { Module } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { MethodNotAllowedFilter } from '@nest-privacy/core';
import { AssetsController } from './assets/assets.controller.js';
import { SiteAssets } from './assets/site-assets.js';
import { CatchAllController } from './catch-all.controller.js';
import { PageErrorFilter } from './page-error.filter.js';
import { PageRenderer } from './page-renderer.service.js';
import { SiteController } from './site.controller.js';
import { SiteNotices } from './surface/site-notices.js';
import { Vendors } from '../vendors/vendors.service.js';

/** The demonstration site. Import it last, for it brings the route that takes every path. */
@Module({
  controllers: [SiteController, AssetsController, CatchAllController],
  providers: [
    SiteAssets,
    PageRenderer,
    SiteNotices,
    Vendors,
    MethodNotAllowedFilter,
    { provide: APP_FILTER, useClass: PageErrorFilter },
  ],
})
export class SiteModule {}
