import { type Page } from '@nest-privacy/core';
import { type CursorKey, pageOf } from '@nest-privacy/core/kit';
import { Brackets, type EntityManager, type SelectQueryBuilder } from 'typeorm';
import { type TrackingItemState } from '../content/tracking-item-content.js';
import { TrackingItemTranslationEntity } from '../entities/tracking-item-translation.entity.js';
import { TrackingItemEntity } from '../entities/tracking-item.entity.js';
import { withTexts } from './load-items.js';

/** Which items a list shows; every member narrows it. */
export interface ItemFilter {
  readonly category?: string | undefined;
  /** Items that this site uses, those of all sites included. */
  readonly site?: string | undefined;
  readonly enabled?: boolean | undefined;
  /** Exactly this provider. */
  readonly provider?: string | undefined;
  /** Text that the provider, or a name or purpose in any language, contains; ASCII letters match in either case. */
  readonly q?: string | undefined;
}

/** Where a page begins and how long it is. */
export interface PageRequest {
  /** 1 to 200. */
  readonly limit: number;
  /** Sort key of the item before the page. */
  readonly after?: CursorKey | undefined;
}

const literally = (text: string): string => `%${text.replaceAll(/[\\%_]/g, '\\$&')}%`;

/** The living items that fit, by id, which is the order in which they were made. */
export async function listItems(
  manager: EntityManager,
  filter: ItemFilter,
  { limit, after }: PageRequest,
): Promise<Page<TrackingItemState>> {
  const query = manager.createQueryBuilder(TrackingItemEntity, 'item').where('item.deletedAt IS NULL');
  narrow(query, filter);
  if (after) query.andWhere('item.id > :after', { after: after[0] });
  const rows = await query
    .orderBy('item.id')
    .take(limit + 1)
    .getMany();
  const page = pageOf(rows, limit, ({ id }) => [id]);
  return { ...page, items: await withTexts(manager, page.items) };
}

function narrow(query: SelectQueryBuilder<TrackingItemEntity>, filter: ItemFilter): void {
  const { category, site, enabled, provider, q } = filter;
  if (category !== undefined) query.andWhere('item.category = :category', { category });
  if (enabled !== undefined) query.andWhere('item.enabled = :enabled', { enabled });
  if (provider !== undefined) query.andWhere('item.provider = :provider', { provider });
  if (site !== undefined) {
    query.andWhere("(item.sites = '[]' OR item.sites LIKE :site ESCAPE '\\')", { site: literally(`"${site}"`) });
  }
  if (q === undefined) return;
  const texts = query
    .subQuery()
    .select('1')
    .from(TrackingItemTranslationEntity, 'text')
    .where('text.itemId = item.id')
    .andWhere("(LOWER(text.name) LIKE :q ESCAPE '\\' OR LOWER(text.purpose) LIKE :q ESCAPE '\\')");
  query.andWhere(
    new Brackets((either) =>
      either.where("LOWER(item.provider) LIKE :q ESCAPE '\\'").orWhere(`EXISTS ${texts.getQuery()}`),
    ),
    { q: literally(q.toLowerCase()) },
  );
}
