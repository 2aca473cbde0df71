/** The triggers by which the database refuses to change or delete a record. */
export const APPEND_ONLY_TRIGGERS = {
  postgres: ['privacy_consent_record_no_change', 'privacy_consent_record_no_truncate'],
  sqlite: ['privacy_consent_record_no_update', 'privacy_consent_record_no_delete', 'privacy_consent_record_no_replace'],
} as const;

const REFUSAL = 'privacy_consent_record is append-only';

/** Creates them on PostgreSQL. */
export const CREATE_POSTGRES_TRIGGERS: readonly string[] = [
  `CREATE FUNCTION privacy_consent_record_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN RAISE EXCEPTION '${REFUSAL}' USING ERRCODE = 'restrict_violation'; END $$`,
  `CREATE TRIGGER privacy_consent_record_no_change BEFORE UPDATE OR DELETE ON privacy_consent_record
   FOR EACH ROW EXECUTE FUNCTION privacy_consent_record_refuse()`,
  `CREATE TRIGGER privacy_consent_record_no_truncate BEFORE TRUNCATE ON privacy_consent_record
   FOR EACH STATEMENT EXECUTE FUNCTION privacy_consent_record_refuse()`,
];

/** Creates them on SQLite, where `REPLACE` removes a row without asking the trigger for deletions. */
export const CREATE_SQLITE_TRIGGERS: readonly string[] = [
  `CREATE TRIGGER privacy_consent_record_no_update BEFORE UPDATE ON privacy_consent_record
   BEGIN SELECT RAISE(ABORT, '${REFUSAL}'); END`,
  `CREATE TRIGGER privacy_consent_record_no_delete BEFORE DELETE ON privacy_consent_record
   BEGIN SELECT RAISE(ABORT, '${REFUSAL}'); END`,
  `CREATE TRIGGER privacy_consent_record_no_replace BEFORE INSERT ON privacy_consent_record
   WHEN EXISTS (SELECT 1 FROM privacy_consent_record WHERE subject_id = NEW.subject_id AND received_at = NEW.received_at AND id = NEW.id)
     OR (NEW.idempotency_key IS NOT NULL AND EXISTS (SELECT 1 FROM privacy_consent_record
         WHERE site_id = NEW.site_id AND subject_id = NEW.subject_id AND idempotency_key = NEW.idempotency_key))
   BEGIN SELECT RAISE(ABORT, '${REFUSAL}'); END`,
];
