import { type EntityManager, In } from 'typeorm';
import { CatalogueVersionEntity } from '../entities/catalogue-version.entity.js';
import { TrackingItemVersionEntity } from '../entities/tracking-item-version.entity.js';
import { chunksOf } from './chunks-of.js';
import { catalogueItem, type SiteCatalogue } from './site-catalogue.js';

const CHUNK = 500;

/**
 * A site's catalogue as it was at an earlier version, put together from the histories of its items; it hashes to the same `sha256`.
 */
export async function catalogueAt(
  manager: EntityManager,
  site: string,
  version: number,
): Promise<SiteCatalogue | undefined> {
  const head = await manager.findOneBy(CatalogueVersionEntity, { site, version });
  if (!head) return undefined;
  const contents = new Map<string, TrackingItemVersionEntity>();
  for (const chunk of chunksOf(head.items, CHUNK)) {
    const where = { itemId: In(chunk.map(([id]) => id)), version: In([...new Set(chunk.map(([, v]) => v))]) };
    for (const found of await manager.findBy(TrackingItemVersionEntity, where)) {
      contents.set(`${found.itemId} ${found.version}`, found);
    }
  }
  const items = head.items.map(([id, v]) => catalogueItem(id, contents.get(`${id} ${v}`)!.content));
  return { site, version, sha256: head.sha256, items };
}
