import { Inject, Injectable } from '@nestjs/common';
import {
  type CatalogueContents,
  type CatalogueReader,
  type CatalogueVersion,
  CategoryRegistry,
  type ConsentCategory,
  type KnownCatalogue,
  type Page,
} from '@nest-privacy/core';
import { isId, negotiateLanguage } from '@nest-privacy/core/kit';
import { snapshot } from '@nest-privacy/core/typeorm';
import { type DataSource, type EntityManager } from 'typeorm';
import { CatalogueMemory } from './catalogue/catalogue-memory.js';
import { CatalogueWriter } from './catalogue/catalogue-writer.js';
import { EarlierCatalogues } from './catalogue/earlier-catalogues.js';
import { type ItemFilter, listItems, type PageRequest } from './catalogue/item-list.js';
import { type ItemVersion, listVersions } from './catalogue/item-versions.js';
import { loadItemsById } from './catalogue/load-items.js';
import { type PublicCatalogue, type PublicTrackingItem, renderCatalogue } from './catalogue/render-catalogue.js';
import { type SiteCatalogue } from './catalogue/site-catalogue.js';
import { type ChangeOrigin } from './content/change.js';
import { type TrackingItemState } from './content/tracking-item-content.js';
import { type TrackingItemInput } from './content/tracking-item-input.js';
import { CatalogueExchange } from './exchange/catalogue-exchange.js';
import { type ExportDocument } from './exchange/export-document.js';
import { type ImportResult } from './exchange/import-result.js';
import { staleVersion, unknownItem } from './problems/tracking-item-problems.js';
import { TrackingItemReader } from './tracking-item.reader.js';
import { TrackingItemsConfig } from './tracking-items.config.js';
import { TRACKING_ITEMS_DATA_SOURCE } from './tracking-items.data-source.js';
import { allowsVersion, entityTag, type VersionCondition } from './version-condition.js';

/** In which words a visitor wants the catalogue. */
export interface CatalogueWish {
  /** Asked for explicitly. */
  readonly language?: string | undefined;
  /** An `Accept-Language` header. */
  readonly acceptLanguage?: string | undefined;
  /** Only this category; a known one. */
  readonly category?: string | undefined;
}

/** The catalogue of tracking items. Where it says `raw`, JSON of unknown origin is welcome: it is checked before anything happens. */
@Injectable()
export class TrackingItemsService implements CatalogueReader {
  constructor(
    @Inject(TRACKING_ITEMS_DATA_SOURCE) private readonly source: DataSource,
    @Inject(CategoryRegistry) private readonly categories: CategoryRegistry,
    private readonly memory: CatalogueMemory,
    private readonly past: EarlierCatalogues,
    private readonly config: TrackingItemsConfig,
    private readonly reader: TrackingItemReader,
    private readonly writer: CatalogueWriter,
    private readonly exchange: CatalogueExchange,
  ) {}

  /** Version and hash of what the site's visitors are shown, from memory; version 0 until the first change. */
  async current(site: string, atLeast = 0): Promise<CatalogueVersion> {
    const held = (await this.memory.get()).of(site);
    const { version, sha256 } = held.version >= atLeast ? held : (await this.memory.renew()).of(site);
    return { version, sha256 };
  }

  known(site: string): KnownCatalogue | undefined {
    return this.memory.current?.of(site);
  }

  shown(site: string, language: string): ReadonlyMap<ConsentCategory, readonly PublicTrackingItem[]> | undefined {
    const held = this.memory.current?.of(site);
    if (!held) return undefined;
    const { categories } = renderCatalogue(held, {
      language,
      defaultLanguage: this.config.defaultLanguage,
      categories: this.categories.all,
    });
    return new Map(categories.map(({ category, items }) => [category, items]));
  }

  earlier(site: string, version: number): Promise<CatalogueVersion | undefined> {
    return this.past.version(site, version);
  }

  /** @throws as `snapshot` of core */
  async contents(site: string, version: number): Promise<CatalogueContents | undefined> {
    const found = await this.catalogueAt(site, version);
    return found && { version: found.version, sha256: found.sha256, items: found.items };
  }

  /** The site's catalogue in the best language there is, grouped by category; from memory. */
  async catalogue(site: string, wish: CatalogueWish = {}): Promise<PublicCatalogue> {
    return this.render((await this.memory.get()).of(site), wish);
  }

  /** The same of an earlier version; `undefined` when there never was such a one. */
  async earlierCatalogue(
    site: string,
    version: number,
    wish: CatalogueWish = {},
  ): Promise<PublicCatalogue | undefined> {
    const catalogue = await this.catalogueAt(site, version);
    return catalogue && this.render(catalogue, wish);
  }

  /** The site's catalogue as it was at a version, to show what a consent record refers to. */
  async catalogueAt(site: string, version: number): Promise<SiteCatalogue | undefined> {
    const current = (await this.memory.get()).of(site);
    return current.version === version ? current : this.past.catalogue(site, version);
  }

  /** Living items, one page at a time. */
  list(filter: ItemFilter, page: PageRequest): Promise<Page<TrackingItemState>> {
    return snapshot(this.source, (manager) => listItems(manager, filter, page));
  }

  /** @throws ProblemException 404 `TRACKING_ITEM_UNKNOWN` */
  get(id: string): Promise<TrackingItemState> {
    return snapshot(this.source, (manager) => living(manager, id));
  }

  /**
   * The item's history, newest first; also that of a deleted item.
   *
   * @throws ProblemException 404 `TRACKING_ITEM_UNKNOWN` when there never was one
   */
  versions(id: string, page: PageRequest): Promise<Page<ItemVersion>> {
    return snapshot(this.source, (manager) => listVersions(manager, id, page));
  }

  /** @throws ProblemException 400 `VALIDATION_FAILED`, 409 `CATALOGUE_FULL` */
  async create(raw: TrackingItemInput, origin: ChangeOrigin = 'application'): Promise<TrackingItemState> {
    const content = await this.reader.read(raw);
    return this.writer.change(origin, (change) => Promise.resolve(change.create(content)));
  }

  /**
   * Applies a JSON Merge Patch (RFC 7396): members replace, `translations` merge by language, `null` removes.
   *
   * @throws ProblemException 404 `TRACKING_ITEM_UNKNOWN`, 412 `PRECONDITION_FAILED`, 400 `VALIDATION_FAILED`
   */
  update(
    id: string,
    rawPatch: unknown,
    condition: VersionCondition = 'any',
    origin: ChangeOrigin = 'application',
  ): Promise<TrackingItemState> {
    return this.writer.change(origin, async (change) => {
      const state = await changeable(change.manager, id, condition);
      return change.update(state, await this.reader.patched(state.content, rawPatch));
    });
  }

  /**
   * Deletes the item softly: it leaves the catalogue, its history stays.
   *
   * @throws ProblemException 404 `TRACKING_ITEM_UNKNOWN`, 412 `PRECONDITION_FAILED`
   */
  delete(id: string, condition: VersionCondition = 'any', origin: ChangeOrigin = 'application'): Promise<void> {
    return this.writer.change(origin, async (change) => {
      change.delete(await changeable(change.manager, id, condition));
    });
  }

  /** The living items, enabled or not, in the order of their ids. */
  export(): Promise<ExportDocument> {
    return this.exchange.export();
  }

  /**
   * Takes in an export, or a django-privacy-mgmt `dumpdata` fixture (a JSON array): all of it in one transaction, or nothing. An item whose id is here
   * already gets the imported content, and comes back if it was deleted; items that the import does not name stay as they are.
   *
   * @throws ProblemException 400 `VALIDATION_FAILED` with the place of each fault, 409 `CATALOGUE_FULL`
   */
  import(raw: unknown): Promise<ImportResult> {
    return this.exchange.import(raw);
  }

  /**
   * Fills an empty catalogue, and leaves any other alone: one that ever had an item is not empty. Safe to call at every start and from many
   * processes at once; one of them fills it. Call it when the migrations have run.
   *
   * @returns how many items were added
   * @throws ConfigurationError `SEED_INVALID` when an item is not valid
   */
  seed(items: readonly TrackingItemInput[]): Promise<number> {
    return this.exchange.seed(items);
  }

  private render(catalogue: SiteCatalogue, { language, acceptLanguage, category }: CatalogueWish): PublicCatalogue {
    const { defaultLanguage, languages } = this.config;
    const { items } = catalogue;
    const available =
      languages ?? new Set([defaultLanguage, ...items.flatMap((item) => Object.keys(item.translations))]);
    const wishes = { requested: language, accepted: acceptLanguage, available, defaultLanguage };
    // What an item shows does not hang on today's configuration, nor does the hash.
    const categories = new Set([...this.categories.all, ...items.map((item) => item.category)]);
    return renderCatalogue(catalogue, {
      language: negotiateLanguage(wishes),
      defaultLanguage,
      categories: [...categories].filter((name) => category === undefined || name === category),
    });
  }
}

async function living(manager: EntityManager, id: string): Promise<TrackingItemState> {
  const state = isId(id) ? (await loadItemsById(manager, [id])).get(id) : undefined;
  if (!state || state.deletedAt !== null) throw unknownItem();
  return state;
}

async function changeable(manager: EntityManager, id: string, condition: VersionCondition): Promise<TrackingItemState> {
  const state = await living(manager, id);
  if (!allowsVersion(condition, state.version)) throw staleVersion(entityTag(state.version));
  return state;
}
