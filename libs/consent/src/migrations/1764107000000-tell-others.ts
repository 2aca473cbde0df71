import { dialectOf, migratedTable, type SqlTable } from '@nest-privacy/core/typeorm';
import { type MigrationInterface, type QueryRunner } from 'typeorm';

const deliveryIn = (runner: QueryRunner): SqlTable =>
  migratedTable(runner, 'ConsentDeliveryEntity', 'privacy_consent_delivery');
const webhookIn = (runner: QueryRunner): SqlTable =>
  migratedTable(runner, 'ConsentWebhookEntity', 'privacy_consent_webhook');

const deliveryTable = (options: string): readonly string[] => [
  `CREATE TABLE {} (
    {target} varchar(56) NOT NULL,
    {record_id} varchar(36) NOT NULL,
    {subject_id} varchar(36) NOT NULL,
    {received_at} bigint NOT NULL,
    {status} varchar(16) NOT NULL,
    {attempts} integer NOT NULL,
    {due_at} bigint NOT NULL,
    {queued_at} bigint NOT NULL,
    {attempted_at} bigint,
    {last_status} integer,
    {last_error} varchar(256),
    PRIMARY KEY ({target}, {record_id})
  )${options}`,
  `CREATE INDEX "privacy_consent_delivery_due" ON {} ({target}, {status}, {due_at}) WHERE {status} <> 'delivered'`,
  `CREATE INDEX "privacy_consent_delivery_order" ON {} ({target}, {subject_id}, {received_at}) WHERE {status} = 'pending'`,
];

const WEBHOOK_TABLE = `CREATE TABLE {} (
  {id} varchar(36) PRIMARY KEY NOT NULL,
  {url} varchar(2048) NOT NULL,
  {description} varchar(256) NOT NULL,
  {site_id} varchar(64),
  {events} text,
  {status} varchar(16) NOT NULL,
  {secrets} text NOT NULL,
  {wrapped_key} varchar(128) NOT NULL,
  {created_at} bigint NOT NULL,
  {changed_at} bigint NOT NULL
)`;

/** Who is told of changes, and what they were told. */
export class TellOthers1764107000000 implements MigrationInterface {
  readonly name = 'TellOthers1764107000000';

  async up(runner: QueryRunner): Promise<void> {
    const options = dialectOf(runner) === 'postgres' ? '' : ' WITHOUT ROWID';
    for (const statement of deliveryTable(options)) await runner.query(deliveryIn(runner).sql(statement));
    await runner.query(webhookIn(runner).sql(WEBHOOK_TABLE));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(webhookIn(runner).sql('DROP TABLE {}'));
    await runner.query(deliveryIn(runner).sql('DROP TABLE {}'));
  }
}
