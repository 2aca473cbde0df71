import { dialectOf, read, tableOf } from '@nest-privacy/core/typeorm';
import { type DataSource } from 'typeorm';
import { ConsentStateEntity } from '../entities/consent-state.entity.js';

/** Rows that one question looks at, so that none takes long, however many there are. */
const PAGE = 10_000;
/** What an `integer` column holds; its successor is no version any more. */
const MOST = 2_147_483_647;

/**
 * The newest version that somebody granted something upon, 0 where nobody did. What a refusal claims does not count: nobody checks it. Page by page, in no
 * transaction.
 *
 * @throws DatabaseUnavailableException
 */
export async function newestGranted(source: DataSource, siteId: string): Promise<number> {
  const [site, subject] = dialectOf(source) === 'postgres' ? ['$1', '$2'] : ['?1', '?2'];
  const sql = tableOf(source, ConsentStateEntity).sql(`
    SELECT count(*) AS seen, max({subject_id}) AS last,
      max(CASE WHEN {decisions} LIKE '%:"granted"%' AND {notice_version} < ${MOST} THEN {notice_version} END) AS newest
    FROM (SELECT * FROM {} WHERE {site_id} = ${site} AND {subject_id} > ${subject} ORDER BY {subject_id} LIMIT ${PAGE}) AS page`);
  let newest = 0;
  for (let after = ''; ;) {
    const rows: { seen: string | number; last: string; newest: number | null }[] = await read(source, (manager) =>
      manager.query(sql, [siteId, after]),
    );
    const page = rows[0]!;
    newest = Math.max(newest, page.newest ?? 0);
    if (Number(page.seen) < PAGE) return newest;
    after = page.last;
  }
}
