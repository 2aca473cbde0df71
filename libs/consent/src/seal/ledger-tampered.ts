/** What health and the log say where the check of the ledger finds something that nobody may change. */
export const LEDGER_TAMPERED = {
  code: 'LEDGER_TAMPERED',
  what: 'the sealed ledger is not what it was',
  where: 'the tables of the ledger',
  remedy:
    'leave the database as it is, find all that is wrong by verifyLedger, and compare with a backup and with the heads that are kept outside',
} as const;
