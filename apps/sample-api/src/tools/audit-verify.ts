import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { auditKeys, RIGHTS_ENTITIES, verifyAuditLog } from '@nest-privacy/rights';
import { toolSettings } from '../config/tool-settings.js';
import { openToRead } from './open-to-read.js';
import { progress } from './progress.js';
import { EXIT_USAGE, runTool } from './run-tool.js';
import { tellVerdict } from './tell-verdict.js';
import { trustedKeys } from './trusted-keys.js';

const USAGE = `npm run audit:verify -- [--keys keys.json]

Checks the audit log of the sample application, whose environment is read (DATABASE_URL, DATA_DIR, LEDGER_KEYS, SECRETS); nothing is written.
  --keys  public keys that you trust; those of the environment without
${EXIT_USAGE}`;

async function main(): Promise<number> {
  const { values } = parseArgs({ options: { keys: { type: 'string' } } });
  const settings = toolSettings(process.env);
  const keys = trustedKeys(values.keys, auditKeys(settings.ledgerKeys));
  const source = await openToRead(settings, RIGHTS_ENTITIES);
  try {
    const onProgress = (checked: number): void => progress(`${checked} entries`);
    const { head, ...verdict } = await verifyAuditLog({ source, keys, onProgress });
    progress('\n');
    return tellVerdict({ ...verdict, heads: head ? [head] : [] }, 'entries');
  } finally {
    await source.destroy();
  }
}

runTool(USAGE, main);
