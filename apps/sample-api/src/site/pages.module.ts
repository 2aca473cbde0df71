import { Module } from '@nestjs/common';
import { PageRenderer } from './page-renderer.service.js';
import { SiteCatalogue } from './site-catalogue.service.js';

/** Renders the pages of the site. */
@Module({ providers: [PageRenderer, SiteCatalogue], exports: [PageRenderer] })
export class PagesModule {}
