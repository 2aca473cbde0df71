import { type EntityManager, LessThan } from 'typeorm';
import { type PublishedContent } from './content/notice-content.js';
import { ConsentNoticeVersionEntity } from '../entities/consent-notice-version.entity.js';
import { type PublishedNotice } from './published-notice.js';

/** The newest version of each site that has published one. */
export async function newestVersions(manager: EntityManager): Promise<ReadonlyMap<string, number>> {
  const rows = await manager
    .createQueryBuilder(ConsentNoticeVersionEntity, 'notice')
    .select('notice.siteId', 'site')
    .addSelect('MAX(notice.version)', 'version')
    .groupBy('notice.siteId')
    .getRawMany<{ site: string; version: string | number }>();
  return new Map(rows.map(({ site, version }) => [site, Number(version)]));
}

/** One version; `null` when the site never published it. */
export async function findNotice(
  manager: EntityManager,
  siteId: string,
  version: number,
): Promise<PublishedNotice | null> {
  const row = await manager.findOneBy(ConsentNoticeVersionEntity, { siteId, version });
  return row && publishedOf(row);
}

/** Versions of a site, newest first. */
export async function findNotices(
  manager: EntityManager,
  { siteId, before, most }: { readonly siteId: string; readonly before: number | undefined; readonly most: number },
): Promise<readonly PublishedNotice[]> {
  const rows = await manager.find(ConsentNoticeVersionEntity, {
    where: { siteId, ...(before !== undefined && { version: LessThan(before) }) },
    order: { version: 'DESC' },
    take: most,
  });
  return rows.map(publishedOf);
}

/** The newest version of a site; `null` when it has published none. */
export async function newestNotice(manager: EntityManager, siteId: string): Promise<PublishedNotice | null> {
  const row = await manager.findOne(ConsentNoticeVersionEntity, { where: { siteId }, order: { version: 'DESC' } });
  return row && publishedOf(row);
}

/** The hashes of the newest versions of a site, by version. */
export async function hashesOf(
  manager: EntityManager,
  siteId: string,
  most: number,
): Promise<ReadonlyMap<number, string>> {
  const rows = await manager.find(ConsentNoticeVersionEntity, {
    select: { siteId: true, version: true, sha256: true },
    where: { siteId },
    order: { version: 'DESC' },
    take: most,
  });
  return new Map(rows.map(({ version, sha256 }) => [version, sha256]));
}

/** A version as it is read. */
export const publishedOf = (row: ConsentNoticeVersionEntity): PublishedNotice => ({
  siteId: row.siteId,
  version: row.version,
  content: JSON.parse(row.content) as PublishedContent,
  sha256: row.sha256,
  renewal: row.renewal,
  renewed: row.renewed,
  validity: row.validity,
  publishedAt: row.publishedAt,
  publishedBy: row.publishedBy,
});
