import { Inject, Injectable, Optional } from '@nestjs/common';
import { CategoryRegistry, Clock, SiteResolver, SYSTEM_CLOCK } from '@nest-privacy/core';
import { tableOf, transact } from '@nest-privacy/core/typeorm';
import { type DataSource } from 'typeorm';
import { type ChangeOrigin } from '../content/change.js';
import { CatalogueRevisionEntity } from '../entities/catalogue-revision.entity.js';
import { TRACKING_ITEMS_DATA_SOURCE } from '../tracking-items.data-source.js';
import { CatalogueChange } from './catalogue-change.js';
import { CatalogueMemory } from './catalogue-memory.js';
import { loadSnapshot } from './catalogue-snapshot.js';
import { publishCatalogues } from './publish-catalogues.js';

/**
 * The first statement of every change. It writes, so that the change holds the row (PostgreSQL) or the file (SQLite) from here on and reads nothing that
 * another process is about to alter.
 */
const TAKE_TURN = `
  INSERT INTO {} AS taken ({id}, {revision}) VALUES (1, 1)
  ON CONFLICT ({id}) DO UPDATE SET {revision} = taken.{revision} + 1`;

/** Changes the catalogue: one change after the other across all processes, each with its history and its new versions, or not at all. */
@Injectable()
export class CatalogueWriter {
  private readonly sites: readonly string[];

  constructor(
    @Inject(TRACKING_ITEMS_DATA_SOURCE) private readonly source: DataSource,
    private readonly memory: CatalogueMemory,
    @Inject(CategoryRegistry) private readonly categories: CategoryRegistry,
    @Inject(SiteResolver) resolver: SiteResolver,
    @Optional() @Inject(Clock) private readonly clock: Clock = SYSTEM_CLOCK,
  ) {
    this.sites = resolver.sites.map(({ id }) => id);
  }

  /** @param work collects the change; what it throws undoes everything */
  async change<T>(origin: ChangeOrigin, work: (change: CatalogueChange) => Promise<T>): Promise<T> {
    const result = await transact(this.source, async (manager) => {
      await manager.query(tableOf(this.source, CatalogueRevisionEntity).sql(TAKE_TURN));
      const now = new Date(this.clock.now());
      const change = new CatalogueChange(manager, origin, now);
      const outcome = await work(change);
      if (!change.isEmpty) {
        const before = await loadSnapshot(manager, this.categories.all);
        await change.flush();
        await publishCatalogues(manager, before, this.sites, now);
      }
      return outcome;
    });
    await this.memory.changed();
    return result;
  }
}
