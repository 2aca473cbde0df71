import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { dialectOf, migratedTable, type SqlTable } from '@nest-privacy/core/typeorm';

const TARGET = `CREATE TABLE {} (
  {value} varchar(200) NOT NULL,
  {entry_id} varchar(36) NOT NULL,
  PRIMARY KEY ({value}, {entry_id})
)`;

/** Entries that are read at once. */
const BATCH = 200;

interface KeptEntry {
  readonly id: string;
  readonly target: string;
}

/** By what the entries of before are found. */
async function fill(runner: QueryRunner, entries: SqlTable, targets: SqlTable): Promise<void> {
  const isPostgres = dialectOf(runner) === 'postgres';
  const mark = (place: number): string => (isPostgres ? `$${place}` : '?');
  const next = entries.sql(`SELECT {id} AS id, {target} AS target FROM {}
    WHERE {kind} = 'action' AND {id} > ${mark(1)} ORDER BY {id} LIMIT ${BATCH}`);
  for (let after = ''; ;) {
    const page = (await runner.query(next, [after])) as readonly KeptEntry[];
    const rows = page.flatMap(({ id, target }) => {
      const values = Object.values(JSON.parse(target) as Record<string, string>);
      return [...new Set(values)].map((value) => [value.slice(0, 200), id]);
    });
    for (let i = 0; i < rows.length; i += BATCH) {
      const part = rows.slice(i, i + BATCH);
      const tuples = part.map((_, row) => `(${mark(row * 2 + 1)}, ${mark(row * 2 + 2)})`);
      await runner.query(targets.sql(`INSERT INTO {} ({value}, {entry_id}) VALUES ${tuples.join()}`), part.flat());
    }
    if (page.length < BATCH) return;
    after = page.at(-1)!.id;
  }
}

/** What an entry of the audit log is about is found without reading all of them, as are an administrator's entries and a page of requests. */
export class FindAuditTargets1764201000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const [entries, requests, targets] = tablesIn(runner);
    await runner.query(targets.sql(TARGET));
    await fill(runner, entries, targets);
    await runner.query(
      entries.sql('CREATE INDEX "privacy_audit_entry_administrator" ON {} ({administrator}, {at}, {id})'),
    );
    await runner.query(requests.sql('CREATE INDEX "privacy_rights_request_page" ON {} ({received_at}, {id})'));
  }

  async down(runner: QueryRunner): Promise<void> {
    const [entries, requests, targets] = tablesIn(runner);
    await runner.query(`DROP INDEX ${requests.beside('privacy_rights_request_page')}`);
    await runner.query(`DROP INDEX ${entries.beside('privacy_audit_entry_administrator')}`);
    await runner.query(targets.sql('DROP TABLE {}'));
  }
}

const tablesIn = (runner: QueryRunner): readonly [entries: SqlTable, requests: SqlTable, targets: SqlTable] => [
  migratedTable(runner, 'AuditEntryEntity', 'privacy_audit_entry'),
  migratedTable(runner, 'RightsRequestEntity', 'privacy_rights_request'),
  migratedTable(runner, 'AuditTargetEntity', 'privacy_audit_target'),
];
