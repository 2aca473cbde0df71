import { type EntityManager, type FindOptionsWhere, In } from 'typeorm';
import { type TrackingItemState } from '../content/tracking-item-content.js';
import { TrackingItemTranslationEntity } from '../entities/tracking-item-translation.entity.js';
import { TrackingItemEntity } from '../entities/tracking-item.entity.js';
import { chunksOf } from './chunks-of.js';

/** Most ids in one statement; both databases take more, and plans stay short. */
const CHUNK = 500;

/** The items that fit, with their texts, by id. */
export async function loadItems(
  manager: EntityManager,
  where: FindOptionsWhere<TrackingItemEntity>,
): Promise<readonly TrackingItemState[]> {
  return withTexts(manager, await manager.find(TrackingItemEntity, { where, order: { id: 'ASC' } }));
}

/** The items with these ids, deleted ones included. */
export async function loadItemsById(
  manager: EntityManager,
  ids: readonly string[],
): Promise<ReadonlyMap<string, TrackingItemState>> {
  const found = new Map<string, TrackingItemState>();
  for (const chunk of chunksOf(ids, CHUNK)) {
    for (const item of await loadItems(manager, { id: In([...chunk]) })) found.set(item.id, item);
  }
  return found;
}

/** Adds the texts to rows. */
export async function withTexts(
  manager: EntityManager,
  rows: readonly TrackingItemEntity[],
): Promise<readonly TrackingItemState[]> {
  const texts = new Map<string, TrackingItemTranslationEntity[]>();
  for (const chunk of chunksOf(
    rows.map(({ id }) => id),
    CHUNK,
  )) {
    const found = await manager.find(TrackingItemTranslationEntity, { where: { itemId: In([...chunk]) } });
    for (const text of found) texts.set(text.itemId, [...(texts.get(text.itemId) ?? []), text]);
  }
  return rows.map((row) => stateOf(row, texts.get(row.id) ?? []));
}

function stateOf(row: TrackingItemEntity, texts: readonly TrackingItemTranslationEntity[]): TrackingItemState {
  const { id, version, createdAt, updatedAt, deletedAt } = row;
  const { category, provider, lifetime, domain, cookies, ordering, enabled, sites } = row;
  const translations = Object.fromEntries(
    [...texts]
      .sort((a, b) => (a.language < b.language ? -1 : 1))
      .map((text) => [
        text.language,
        { name: text.name, purpose: text.purpose, lifetime: text.lifetime, domain: text.domain },
      ]),
  );
  const content = { category, provider, lifetime, domain, cookies, ordering, enabled, sites, translations };
  return { id, content, version, createdAt, updatedAt, deletedAt };
}
