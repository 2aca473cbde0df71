import { type MigrationInterface, type QueryRunner } from 'typeorm';
import {
  type AppendOnlyGuard,
  appendOnlyV1,
  dialectOf,
  migratedTable,
  sealTablesV1,
  type SqlTable,
} from '@nest-privacy/core/typeorm';

const AUDIT_ENTRY = `CREATE TABLE {} (
  {id} varchar(36) NOT NULL,
  {at} bigint NOT NULL,
  {kind} varchar(16) NOT NULL,
  {action_id} varchar(36) NOT NULL,
  {administrator} varchar(128) NOT NULL,
  {action} varchar(200) NOT NULL,
  {target} text NOT NULL,
  {personal} boolean NOT NULL,
  {reason_key} varchar(120),
  {reason} text,
  {status} integer,
  {result} text NOT NULL,
  PRIMARY KEY ({id})
)`;

const REQUEST = `CREATE TABLE {} (
  {id} varchar(36) NOT NULL,
  {kind} varchar(16) NOT NULL,
  {origin} varchar(16) NOT NULL,
  {state} varchar(16) NOT NULL,
  {received_at} bigint NOT NULL,
  {due_at} bigint NOT NULL,
  {extended_at} bigint,
  {finished_at} bigint,
  {work_at} bigint,
  {progress} text NOT NULL,
  {names_key} varchar(120),
  {names} text,
  PRIMARY KEY ({id})
)`;

const EVENT = `CREATE TABLE {} (
  {id} varchar(36) NOT NULL,
  {request_id} varchar(36) NOT NULL,
  {at} bigint NOT NULL,
  {actor} varchar(128) NOT NULL,
  {event} text NOT NULL,
  PRIMARY KEY ({id})
)`;

const NAME = `CREATE TABLE {} (
  {hash} varchar(43) NOT NULL,
  {request_id} varchar(36) NOT NULL,
  PRIMARY KEY ({hash}, {request_id})
)`;

const PENDING = `CREATE TABLE {} (
  {id} varchar(36) NOT NULL,
  {at} bigint NOT NULL,
  {hash} varchar(64) NOT NULL,
  PRIMARY KEY ({id})
)`;

const TABLES = [
  ['AuditEntryEntity', 'privacy_audit_entry', AUDIT_ENTRY],
  ['RightsRequestEntity', 'privacy_rights_request', REQUEST],
  ['RightsEventEntity', 'privacy_rights_event', EVENT],
  ['RightsRequestNameEntity', 'privacy_rights_request_name', NAME],
  ['AuditPendingEntity', 'privacy_audit_pending', PENDING],
] as const;

const INDICES: readonly (readonly [table: number, statement: string])[] = [
  [0, 'CREATE INDEX "privacy_audit_entry_at" ON {} ({at}, {id})'],
  [0, 'CREATE INDEX "privacy_audit_entry_action" ON {} ({action_id})'],
  [1, 'CREATE INDEX "privacy_rights_request_work" ON {} ({work_at})'],
  [1, 'CREATE INDEX "privacy_rights_request_open" ON {} ({finished_at}, {due_at})'],
  [2, 'CREATE INDEX "privacy_rights_event_request" ON {} ({request_id}, {id})'],
];

const tablesIn = (runner: QueryRunner): SqlTable[] =>
  TABLES.map(([entity, name]) => migratedTable(runner, entity, name));

const sealsIn = (runner: QueryRunner): ReturnType<typeof sealTablesV1> =>
  sealTablesV1(
    {
      seal: migratedTable(runner, 'AuditSealEntity', 'privacy_audit_seal'),
      node: migratedTable(runner, 'AuditSealNodeEntity', 'privacy_audit_seal_node'),
      key: migratedTable(runner, 'AuditSealKeyEntity', 'privacy_audit_seal_key'),
      index: 'privacy_audit_seal_latest',
    },
    dialectOf(runner),
  );

const guardsIn = (runner: QueryRunner): readonly AppendOnlyGuard[] => {
  const [audit, , event] = tablesIn(runner);
  return [audit!, event!].map((table) => appendOnlyV1({ table, keys: [['id'], ['rowid']] }, dialectOf(runner)));
};

/** The audit log with its seals, and the requests of persons with their history. */
export class CreateRights1764105000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const tables = tablesIn(runner);
    for (const [i, [, , statement]] of TABLES.entries()) await runner.query(tables[i]!.sql(statement));
    for (const [table, statement] of INDICES) await runner.query(tables[table]!.sql(statement));
    for (const statement of sealsIn(runner).up) await runner.query(statement);
    for (const { install } of guardsIn(runner)) for (const statement of install) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of sealsIn(runner).down) await runner.query(statement);
    for (const { remove } of guardsIn(runner)) for (const statement of remove) await runner.query(statement);
    for (const table of tablesIn(runner).toReversed()) await runner.query(table.sql('DROP TABLE {}'));
  }
}
