import 'reflect-metadata';
import { auditKeys, RIGHTS_ENTITIES, verifyAuditLog } from '@nest-privacy/rights';
import { checkLog } from './check-log.js';
import { progress } from './progress.js';
import { EXIT_USAGE, runTool } from './run-tool.js';

const USAGE = `npm run audit:verify -- [--keys keys.json] [--anchor heads.jsonl]

Checks the audit log of the sample application, whose environment is read (DATABASE_URL, DATA_DIR, LEDGER_KEYS, SECRETS); nothing is written.
  --keys    public keys that you trust; those of the environment without
  --anchor  heads that were kept outside of the database (AUDIT_ANCHOR_FILE)
${EXIT_USAGE}`;

runTool(USAGE, () =>
  checkLog({
    entries: 'entries',
    entities: RIGHTS_ENTITIES,
    keysOf: auditKeys,
    verify: async (inspection) => {
      const onProgress = (checked: number): void => progress(`${checked} entries`);
      const { head, ...verdict } = await verifyAuditLog({ ...inspection, onProgress });
      return { ...verdict, heads: head ? [head] : [] };
    },
  }),
);
