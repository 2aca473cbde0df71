import { dialectOf, perDataSource, read, tableOf } from '@nest-privacy/core/typeorm';
import { type DataSource } from 'typeorm';
import { ConsentSubjectKeyEntity } from '../entities/consent-subject-key.entity.js';

const statementOf = perDataSource((source) => {
  const mark = dialectOf(source) === 'postgres' ? '$1' : '?';
  return tableOf(source, ConsentSubjectKeyEntity).sql(`
    SELECT min({wrapped_by}) AS id FROM {} WHERE {wrapped_by} IS NOT NULL AND {wrapped_by} > ${mark}`);
});

/** The ids of all keys that wrap a subject's: one look into the index for each, however many subjects there are. */
export async function keyIdsInUse(source: DataSource): Promise<readonly string[]> {
  const ids: string[] = [];
  for (;;) {
    const last = ids.at(-1) ?? '';
    const [row] = await read(source, (manager) => manager.query<{ id: string | null }[]>(statementOf(source), [last]));
    if (!row?.id) return ids;
    ids.push(row.id);
  }
}
