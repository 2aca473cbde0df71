import { Inject, Injectable, Logger, Optional } from '@nestjs/common';
import { Clock, SYSTEM_CLOCK } from '@nest-privacy/core';
import { read, snapshot } from '@nest-privacy/core/typeorm';
import { type DataSource, type EntityManager, IsNull } from 'typeorm';
import { deadExpressions } from '../cookies/dead-expressions.js';
import { CatalogueRevision } from '../entities/catalogue-revision.entity.js';
import { TRACKING_ITEMS_DATA_SOURCE } from '../tracking-items.tokens.js';
import { TrackingItemsConfig } from '../tracking-items.config.js';
import { catalogueHeads } from './catalogue-heads.js';
import { loadItems } from './load-items.js';
import { catalogueItem, catalogueSha256, itemsOfSite, type SiteCatalogue } from './site-catalogue.js';

interface Loaded {
  readonly revision: number;
  readonly catalogue: SiteCatalogue;
}

/**
 * The sites' catalogues in memory. A copy is trusted for {@link TrackingItemsModuleOptions.maxStalenessMs}; then one query asks for the revision, and
 * only a new one makes it read again.
 */
@Injectable()
export class CatalogueCache {
  private readonly logger = new Logger(CatalogueCache.name);
  private readonly warned = new Set<string>();
  private revision = -1;
  private checkedAt = -Infinity;
  /** Counts {@link invalidate}, so that an answer asked for before it is not believed after it. */
  private epoch = 0;
  private readonly copies = new Map<string, Promise<Loaded>>();

  constructor(
    @Inject(TRACKING_ITEMS_DATA_SOURCE) private readonly source: DataSource,
    private readonly config: TrackingItemsConfig,
    @Optional() @Inject(Clock) private readonly clock: Clock = SYSTEM_CLOCK,
  ) {}

  /** Forgets everything; for the process that has just changed the catalogue. */
  invalidate(): void {
    this.epoch++;
    this.checkedAt = -Infinity;
    this.copies.clear();
  }

  async get(site: string): Promise<SiteCatalogue> {
    await this.askForRevision();
    const copy = this.copies.get(site) ?? this.read(site);
    return (await copy).catalogue;
  }

  private async askForRevision(): Promise<void> {
    const now = this.clock.now();
    const { epoch } = this;
    if (now - this.checkedAt < this.config.maxStalenessMs) return;
    const revision = await read(this.source, revisionOf);
    if (epoch !== this.epoch) return;
    if (revision !== this.revision) this.copies.clear();
    this.revision = revision;
    this.checkedAt = now;
  }

  private read(site: string): Promise<Loaded> {
    const copy = snapshot(this.source, (manager) => load(manager, site));
    this.copies.set(site, copy);
    void copy.then(
      // SQLite is one connection, so that the revision may have been asked for in the middle of a change: keep only what is of the revision it says it is.
      ({ revision, catalogue }) => {
        this.warn(catalogue);
        if (revision !== this.revision) this.drop(site, copy);
      },
      () => this.drop(site, copy),
    );
    return copy;
  }

  private warn({ items }: SiteCatalogue): void {
    const dead = deadExpressions(items).filter((line) => !this.warned.has(line));
    if (dead.length === 0) return;
    for (const line of dead) this.warned.add(line);
    this.logger.warn(`These expressions match no cookie; write them in RE2's syntax: ${dead.join(', ')}`);
  }

  private drop(site: string, copy: Promise<Loaded>): void {
    if (this.copies.get(site) !== copy) return;
    this.copies.delete(site);
    this.checkedAt = -Infinity;
  }
}

async function revisionOf(manager: EntityManager): Promise<number> {
  return (await manager.findOneBy(CatalogueRevision, { id: 1 }))?.revision ?? 0;
}

async function load(manager: EntityManager, site: string): Promise<Loaded> {
  const revision = await revisionOf(manager);
  const shown = itemsOfSite(await loadItems(manager, { deletedAt: IsNull(), enabled: true }), site);
  const items = shown.map(({ id, content }) => catalogueItem(id, content));
  const { version, sha256 } = (await catalogueHeads(manager)).get(site) ?? {
    version: 0,
    sha256: catalogueSha256(items),
  };
  return { revision, catalogue: { site, version, sha256, items } };
}
