import { Inject, Injectable } from '@nestjs/common';
import { ConfigurationError, ProblemException } from '@nest-privacy/core';
import { newId } from '@nest-privacy/core/kit';
import { snapshot } from '@nest-privacy/core/typeorm';
import { type DataSource, IsNull } from 'typeorm';
import { CatalogueWriter } from '../catalogue/catalogue-writer.js';
import { loadItems, loadItemsById } from '../catalogue/load-items.js';
import { type TrackingItemInput } from '../content/tracking-item-input.js';
import { TrackingItemEntity } from '../entities/tracking-item.entity.js';
import { type ImportedItem, TrackingItemReader } from '../tracking-item.reader.js';
import { TRACKING_ITEMS_DATA_SOURCE } from '../tracking-items.data-source.js';
import { DjangoFixtureReader } from './django-fixture.reader.js';
import { EXPORT_FORMAT, type ExportDocument } from './export-document.js';
import { type ImportResult } from './import-result.js';

/** The whole catalogue, in and out; the part of TrackingItemsService for those who need nothing else. */
@Injectable()
export class CatalogueExchange {
  constructor(
    @Inject(TRACKING_ITEMS_DATA_SOURCE) private readonly source: DataSource,
    private readonly reader: TrackingItemReader,
    private readonly fixtures: DjangoFixtureReader,
    private readonly writer: CatalogueWriter,
  ) {}

  /** The living items, enabled or not, in the order of their ids. */
  async export(): Promise<ExportDocument> {
    const items = await snapshot(this.source, (manager) => loadItems(manager, { deletedAt: IsNull() }));
    return { format: EXPORT_FORMAT, version: 1, items: items.map(({ id, content }) => ({ id, ...content })) };
  }

  /** See TrackingItemsService.import. An item that has the imported content already is not changed. */
  async import(raw: unknown): Promise<ImportResult> {
    if (!Array.isArray(raw)) return this.take(await this.reader.readImport(raw), 0);
    const { items, ignored } = await this.fixtures.read(raw);
    return this.take(items, ignored);
  }

  /** See TrackingItemsService.seed. */
  async seed(inputs: readonly TrackingItemInput[]): Promise<number> {
    const contents = await this.readSeed(inputs);
    return this.writer.change('seed', async (change) => {
      if (await change.manager.exists(TrackingItemEntity)) return 0;
      for (const content of contents) change.create(content);
      return contents.length;
    });
  }

  private async readSeed(inputs: readonly TrackingItemInput[]): Promise<readonly ImportedItem['content'][]> {
    try {
      const imported = await this.reader.readImport({ format: EXPORT_FORMAT, version: 1, items: inputs });
      return imported.map(({ content }) => content);
    } catch (error) {
      if (!(error instanceof ProblemException)) throw error;
      const faults = error.problem.errors?.map(({ path, detail }) => `${path}: ${detail}`) ?? [error.problem.detail];
      throw new ConfigurationError({
        code: 'SEED_INVALID',
        what: faults.join('; '),
        where: 'the items given to seed()',
        remedy: 'correct the items',
      });
    }
  }

  private take(imported: readonly ImportedItem[], ignored: number): Promise<ImportResult> {
    const items = imported.map(({ id = newId(), content }) => ({ id, content }));
    return this.writer.change('import', async (change) => {
      const ids = items.map(({ id }) => id);
      const known = await loadItemsById(change.manager, ids);
      const result = { created: 0, updated: 0, unchanged: 0, ignored };
      for (const { id, content } of items) {
        const state = known.get(id);
        if (!state) change.create(content, id);
        const outcome = state ? (change.update(state, content) === state ? 'unchanged' : 'updated') : 'created';
        result[outcome]++;
      }
      return result;
    });
  }
}
