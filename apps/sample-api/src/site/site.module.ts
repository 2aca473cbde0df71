import { Module } from '@nestjs/common';
import { CatchAllModule } from './catch-all.module.js';
import { PagesModule } from './pages.module.js';
import { SiteController } from './site.controller.js';

/** The demonstration site. Import it last, for it brings the route that takes every path. */
@Module({ imports: [PagesModule, CatchAllModule], controllers: [SiteController] })
export class SiteModule {}
