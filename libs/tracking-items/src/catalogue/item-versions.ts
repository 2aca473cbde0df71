import { type Page } from '@nest-privacy/core';
import { isId, pageOf } from '@nest-privacy/core/kit';
import { type EntityManager, LessThan } from 'typeorm';
import { type ChangeAction, type ChangeOrigin } from '../content/change.js';
import { type TrackingItemContent } from '../content/tracking-item-content.js';
import { TrackingItemVersionEntity } from '../entities/tracking-item-version.entity.js';
import { unknownItem } from '../problems/tracking-item-problems.js';
import { type PageRequest } from './item-list.js';

/** One entry of an item's history. */
export interface ItemVersion {
  readonly version: number;
  readonly action: ChangeAction;
  readonly origin: ChangeOrigin;
  readonly content: TrackingItemContent;
  readonly createdAt: Date;
}

/**
 * An item's history, newest first.
 *
 * @throws ProblemException 404 `TRACKING_ITEM_UNKNOWN` when there never was such an item
 */
export async function listVersions(
  manager: EntityManager,
  itemId: string,
  { limit, after }: PageRequest,
): Promise<Page<ItemVersion>> {
  if (!isId(itemId)) throw unknownItem();
  const before = after === undefined ? {} : { version: LessThan(after[0] as number) };
  const rows = await manager.find(TrackingItemVersionEntity, {
    where: { itemId, ...before },
    order: { version: 'DESC' },
    take: limit + 1,
  });
  if (rows.length === 0 && after === undefined) throw unknownItem();
  const page = pageOf(rows, limit, ({ version }) => [version]);
  return {
    ...page,
    items: page.items.map(({ version, action, origin, content, createdAt }) => ({
      version,
      action,
      origin,
      content,
      createdAt,
    })),
  };
}
