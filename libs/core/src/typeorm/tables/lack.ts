import { type DataSource, type EntityMetadata, type EntityTarget, type ObjectLiteral } from 'typeorm';
import { DatabaseUnavailableException } from '../../errors/database-unavailable.exception.js';
import { ensureAppendOnly } from '../append-only/ensure-append-only.js';
import { tableOf } from '../sql-table.js';
import { read } from '../transact.js';
import { type PackageTables } from './package-tables.js';

/** The kinds of what a DataSource may lack, the first of which is to be mended first. */
export const LACKS = ['ENTITIES_MISSING', 'MIGRATIONS_MISSING', 'APPEND_ONLY_TRIGGER_MISSING'] as const;

/** What a DataSource lacks that a package needs. */
export interface Lack {
  readonly code: (typeof LACKS)[number];
  readonly what: string;
  readonly tables: PackageTables;
}

/**
 * What a DataSource lacks first of what a package needs: its entities, their tables with every column, or the triggers of those that are append-only. With
 * TypeORM's `synchronize` triggers are made here.
 *
 * @throws DatabaseUnavailableException when the database cannot be asked
 */
export async function lackOf(source: DataSource, tables: PackageTables): Promise<Lack | undefined> {
  const lack = (code: Lack['code'], what: string): Lack => ({ code, what, tables });
  const unknown = tables.entities.filter((entity) => !source.hasMetadata(entity));
  if (unknown.length > 0) return lack('ENTITIES_MISSING', `it does not know ${unknown.map(nameOf).join(', ')}`);
  const outdated = await outdatedTables(source, tables.entities);
  if (outdated) return lack('MIGRATIONS_MISSING', outdated);
  const missing = await ensureAppendOnly(source, tables.appendOnly ?? []);
  if (missing.length === 0) return undefined;
  return lack(
    'APPEND_ONLY_TRIGGER_MISSING',
    `the database would let rows be changed, for it lacks ${missing.join(', ')}`,
  );
}

const nameOf = (entity: EntityTarget<ObjectLiteral>): string => (entity as { name?: string }).name ?? 'an entity';

async function outdatedTables(
  source: DataSource,
  entities: readonly EntityTarget<ObjectLiteral>[],
): Promise<string | undefined> {
  const outdated: string[] = [];
  let reason = '';
  for (const entity of entities) {
    try {
      await read(source, (manager) => manager.query(noRowOf(source, entity)));
    } catch (error) {
      if (error instanceof DatabaseUnavailableException) throw error;
      reason ||= error instanceof Error ? error.message : String(error);
      outdated.push(source.getMetadata(entity).tablePath);
    }
  }
  return outdated.length > 0 ? `the database has not this version of ${outdated.join(', ')} (${reason})` : undefined;
}

/** Asks for every column of no row: an error where the database lacks one. */
function noRowOf(source: DataSource, entity: EntityTarget<ObjectLiteral>): string {
  const { columns }: EntityMetadata = source.getMetadata(entity);
  const names = columns.map(({ databaseName }) => `tested.${source.driver.escape(databaseName)}`);
  return `SELECT ${names.join(', ')} FROM ${tableOf(source, entity).path} AS tested WHERE 1 = 0`;
}
