import { Controller, Get, Inject, Query, Res, UsePipes } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { CategoryRegistry, CurrentRequest, requestValidation, RequestView, SiteResolver } from '@nest-privacy/core';
import { invalidInput, isWeaklyNamed, NoPage, varyBy } from '@nest-privacy/core/kit';
import { type PublicCatalogue } from './catalogue/render-catalogue.js';
import { CatalogueQuery } from './dto/catalogue.query.js';
import { unknownVersion } from './problems/tracking-item-problems.js';
import { TrackingItemsService } from './tracking-items.service.js';

/** A version never changes; how it is put into words does when the application's languages do. */
const ONE_VERSION = 'public, max-age=86400';
/** The current one is asked for again by its entity tag. */
const CURRENT = 'public, no-cache';

/** What tracks the visitors of the request's site, in their language. */
@Controller('tracking-items')
@NoPage()
@UsePipes(requestValidation())
export class TrackingItemsController {
  constructor(
    private readonly items: TrackingItemsService,
    private readonly host: HttpAdapterHost,
    @Inject(SiteResolver) private readonly sites: SiteResolver,
    @Inject(CategoryRegistry) private readonly categories: CategoryRegistry,
  ) {}

  /**
   * May be kept by any cache; 304 when nothing changed.
   *
   * @throws ProblemException 404 `CATALOGUE_VERSION_UNKNOWN`
   */
  @Get()
  async read(
    @CurrentRequest() view: RequestView,
    @Res({ passthrough: true }) response: unknown,
    @Query() { language, category, version }: CatalogueQuery,
  ): Promise<PublicCatalogue | undefined> {
    if (category !== undefined && !this.categories.has(category)) {
      throw invalidInput([{ path: 'category', detail: `must be one of ${this.categories.all.join(', ')}` }]);
    }
    const acceptLanguage = view.header('accept-language');
    const site = this.sites.require(view).id;
    const wish = { language, acceptLanguage, category };
    const catalogue = await (version === undefined
      ? this.items.catalogue(site, wish)
      : this.items.earlierCatalogue(site, version, wish));
    if (!catalogue) throw unknownVersion();
    const { httpAdapter } = this.host;
    const tag = `W/"${catalogue.sha256}-${catalogue.version}-${catalogue.language}"`;
    httpAdapter.setHeader(response, 'ETag', tag);
    httpAdapter.setHeader(response, 'Cache-Control', version === undefined ? CURRENT : ONE_VERSION);
    httpAdapter.setHeader(response, 'Content-Language', catalogue.language);
    varyBy(httpAdapter, response, 'Accept-Language');
    if (!isWeaklyNamed(tag, view.header('if-none-match'))) return catalogue;
    httpAdapter.status(response, 304);
    return undefined;
  }
}
