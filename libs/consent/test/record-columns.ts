/** The columns that every record fills, for statements that tests send past the module. */
export const RECORD_COLUMNS = `subject_id, received_at, id, schema_version, site_id, event_type, decisions, informed, regime, method, notice_version,
  catalogue_version, catalogue_hash, language, signals, acknowledged_signals, given_at, valid_until, idempotency_key, request_hash`;
