import { type DataSource, type EntityTarget, type ObjectLiteral } from 'typeorm';
import { dialectOf } from '../dialect.js';
import { appendOnlyTableOf } from './append-only-table.js';
import { appendOnlyV1 } from './append-only-v1.js';
import { missingTriggers } from './ensure-append-only.js';

/**
 * How the guards of an entity's table differ from those that the entity asks for: the triggers that are missing, and on SQLite those that were made for other unique
 * keys. None, when the migrations tell the same story; what `schemaDrift` tells of tables.
 */
export async function guardDrift(source: DataSource, entity: EntityTarget<ObjectLiteral>): Promise<readonly string[]> {
  const missing = await missingTriggers(source, entity);
  if (dialectOf(source) === 'postgres') return missing;
  const guarded = appendOnlyTableOf(source, entity);
  const { triggers, install } = appendOnlyV1(guarded, 'sqlite');
  const there = await source.query<{ sql: string }[]>(
    `SELECT sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ?`,
    [guarded.table.name],
  );
  const statements = new Set(there.map(({ sql }) => sql));
  return triggers.filter((_trigger, i) => !statements.has(install[i]!));
}
