import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { CONSENT_ENTITIES, ledgerKeys, verifyLedger } from '@nest-privacy/consent';
import { toolSettings } from '../config/tool-settings.js';
import { headsIn } from './heads-in.js';
import { openToRead } from './open-to-read.js';
import { progress } from './progress.js';
import { EXIT_USAGE, runTool } from './run-tool.js';
import { tellVerdict } from './tell-verdict.js';
import { fromHere, trustedKeys } from './trusted-keys.js';

const USAGE = `npm run ledger:verify -- [--keys keys.json] [--anchor heads.jsonl]

Checks the ledger of the sample application, whose environment is read (DATABASE_URL, DATA_DIR, LEDGER_KEYS, SECRETS); nothing is written.
  --keys    public keys that you trust, as /.well-known/consent-ledger.json gave them; those of the environment without
  --anchor  heads that were kept outside of the database
${EXIT_USAGE}`;

async function main(): Promise<number> {
  const { values } = parseArgs({ options: { keys: { type: 'string' }, anchor: { type: 'string' } } });
  const settings = toolSettings(process.env);
  const keys = trustedKeys(values.keys, ledgerKeys(settings.ledgerKeys));
  const anchor = values.anchor && fromHere(values.anchor);
  const source = await openToRead(settings, CONSENT_ENTITIES);
  try {
    const verdict = await verifyLedger({
      source,
      keys,
      anchors: anchor === undefined ? undefined : () => headsIn(anchor),
      onProgress: (site, checked, total) => progress(`${site}: ${checked} of ${total} records`),
    });
    progress('\n');
    return tellVerdict(verdict, 'records');
  } finally {
    await source.destroy();
  }
}

runTool(USAGE, main);
