import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { CONSENT_ENTITIES, ledgerKeys, type LedgerVerdict, verifyLedger } from '@nest-privacy/consent';
import { ConfigurationError } from '@nest-privacy/core';
import { anchoredHeads, publicKeyOf, type SealingPublicKey } from '@nest-privacy/core/sealing';
import { SingleBar } from 'cli-progress';
import { DataSource } from 'typeorm';
import { loadSettings } from '../../apps/sample-api/src/config/load-settings.js';
import { databaseOptions } from '../../apps/sample-api/src/database/database-options.js';

const USAGE = `npm run ledger:verify -- [--keys keys.json] [--anchor heads.jsonl]

Checks the ledger of the sample application, whose environment is read (DATABASE_URL, DATA_DIR, LEDGER_KEYS, SECRETS).
  --keys    public keys that you trust, as /.well-known/consent-ledger.json gave them; those of the environment without
  --anchor  heads that were kept outside of the database
Exit code 0: nothing is wrong. 1: tampered with. 2: not checked.`;

interface KeyFile {
  readonly keys: readonly { readonly x: string }[];
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: { keys: { type: 'string' }, anchor: { type: 'string' }, help: { type: 'boolean' } },
  });
  if (values.help) {
    process.stdout.write(`${USAGE}\n`);
    return 0;
  }
  const settings = loadSettings(process.env);
  const keys: SealingPublicKey[] = values.keys
    ? (JSON.parse(readFileSync(values.keys, 'utf8')) as KeyFile).keys.map(({ x }) => publicKeyOf(x))
    : ledgerKeys(settings.ledgerKeys);
  const { anchor } = values;
  const source = await new DataSource({ ...databaseOptions(settings), entities: CONSENT_ENTITIES }).initialize();
  const bar = new SingleBar({
    format: '{site} [{bar}] {value}/{total} records, {eta_formatted} to go',
    hideCursor: true,
  });
  bar.start(1, 0, { site: '' });
  try {
    const verdict = await verifyLedger({
      source,
      keys,
      anchors: anchor === undefined ? undefined : () => anchoredHeads(anchor),
      onProgress: (site, checked, total) => {
        bar.setTotal(total);
        bar.update(checked, { site });
      },
    });
    bar.stop();
    return tell(verdict);
  } finally {
    bar.stop();
    await source.destroy();
  }
}

function tell({ checked, unsealed, heads, fault }: LedgerVerdict): number {
  const lines = heads.map(
    ({ log, size, root, sealedAt }) => `${log}: ${size} records, root ${root}, sealed ${sealedAt}`,
  );
  lines.push(`${checked} records checked, ${unsealed} not sealed yet`);
  lines.push(fault ? `TAMPERED (${fault.kind}) in ${fault.log}: ${fault.detail}` : 'nothing is wrong');
  if (fault?.id) lines.push(`record ${fault.id}`);
  process.stdout.write(`${lines.join('\n')}\n`);
  return fault ? 1 : 0;
}

main().then(
  (code) => (process.exitCode = code),
  (error: unknown) => {
    const text = error instanceof ConfigurationError ? error.message : String(error);
    process.stderr.write(`The ledger could not be checked: ${text}\n`);
    process.exitCode = 2;
  },
);
