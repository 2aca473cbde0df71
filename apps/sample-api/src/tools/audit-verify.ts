import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { auditKeys, RIGHTS_ENTITIES, verifyAuditLog } from '@nest-privacy/rights';
import { toolSettings } from '../config/tool-settings.js';
import { headsIn } from './heads-in.js';
import { openToRead } from './open-to-read.js';
import { progress } from './progress.js';
import { EXIT_USAGE, runTool } from './run-tool.js';
import { tellVerdict } from './tell-verdict.js';
import { fromHere, trustedKeys } from './trusted-keys.js';

const USAGE = `npm run audit:verify -- [--keys keys.json] [--anchor heads.jsonl]

Checks the audit log of the sample application, whose environment is read (DATABASE_URL, DATA_DIR, LEDGER_KEYS, SECRETS); nothing is written.
  --keys    public keys that you trust; those of the environment without
  --anchor  heads that were kept outside of the database (AUDIT_ANCHOR_FILE)
${EXIT_USAGE}`;

async function main(): Promise<number> {
  const { values } = parseArgs({ options: { keys: { type: 'string' }, anchor: { type: 'string' } } });
  const settings = toolSettings(process.env);
  const keys = trustedKeys(values.keys, auditKeys(settings.ledgerKeys));
  const { anchor } = values;
  const anchors = anchor === undefined ? undefined : () => headsIn(fromHere(anchor));
  const source = await openToRead(settings, RIGHTS_ENTITIES);
  try {
    const onProgress = (checked: number): void => progress(`${checked} entries`);
    const { head, ...verdict } = await verifyAuditLog({ source, keys, anchors, onProgress });
    progress('\n');
    return tellVerdict({ ...verdict, heads: head ? [head] : [] }, 'entries');
  } finally {
    await source.destroy();
  }
}

runTool(USAGE, main);
