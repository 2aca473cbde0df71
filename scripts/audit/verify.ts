import { ConfigurationError } from '@nest-privacy/core';
import { auditKeys, type AuditVerdict, RIGHTS_ENTITIES, verifyAuditLog } from '@nest-privacy/rights';
import { DataSource } from 'typeorm';
import { loadSettings } from '../../apps/sample-api/src/config/load-settings.js';
import { databaseOptions } from '../../apps/sample-api/src/database/database-options.js';

const USAGE = `npm run audit:verify

Checks the audit log of the sample application, whose environment is read (DATABASE_URL, DATA_DIR, LEDGER_KEYS, SECRETS).
Exit code 0: nothing is wrong. 1: tampered with. 2: not checked.`;

async function main(): Promise<number> {
  if (process.argv.includes('--help')) {
    process.stdout.write(`${USAGE}\n`);
    return 0;
  }
  const settings = loadSettings(process.env);
  const source = await new DataSource({ ...databaseOptions(settings), entities: RIGHTS_ENTITIES }).initialize();
  try {
    return tell(await verifyAuditLog({ source, keys: auditKeys(settings.ledgerKeys) }));
  } finally {
    await source.destroy();
  }
}

function tell({ checked, unsealed, head, fault }: AuditVerdict): number {
  const lines = head ? [`${head.size} entries, root ${head.root}, sealed ${head.sealedAt}`] : [];
  lines.push(`${checked} entries checked, ${unsealed} not sealed yet`);
  lines.push(fault ? `TAMPERED (${fault.kind}): ${fault.detail}` : 'nothing is wrong');
  if (fault?.id) lines.push(`entry ${fault.id}`);
  process.stdout.write(`${lines.join('\n')}\n`);
  return fault ? 1 : 0;
}

main().then(
  (code) => (process.exitCode = code),
  (error: unknown) => {
    const text = error instanceof ConfigurationError ? error.message : String(error);
    process.stderr.write(`The audit log could not be checked: ${text}\n`);
    process.exitCode = 2;
  },
);
