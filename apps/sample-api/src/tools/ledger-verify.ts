import 'reflect-metadata';
import { CONSENT_ENTITIES, ledgerKeys, verifyLedger } from '@nest-privacy/consent';
import { checkLog } from './check-log.js';
import { progress } from './progress.js';
import { EXIT_USAGE, runTool } from './run-tool.js';

const USAGE = `npm run ledger:verify -- [--keys keys.json] [--anchor heads.jsonl]

Checks the ledger of the sample application, whose environment is read (DATABASE_URL, DATA_DIR, LEDGER_KEYS, SECRETS); nothing is written.
  --keys    public keys that you trust, as /.well-known/consent-ledger.json gave them; those of the environment without
  --anchor  heads that were kept outside of the database
${EXIT_USAGE}`;

runTool(USAGE, () =>
  checkLog({
    entries: 'records',
    entities: CONSENT_ENTITIES,
    keysOf: ledgerKeys,
    verify: (inspection) =>
      verifyLedger({
        ...inspection,
        onProgress: (site, checked, total) => progress(`${site}: ${checked} of ${total} records`),
      }),
  }),
);
