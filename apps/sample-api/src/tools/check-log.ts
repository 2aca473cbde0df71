import { parseArgs } from 'node:util';
import { type SealingPublicKey, type TreeHead } from '@nest-privacy/core/sealing';
import { type DataSource } from 'typeorm';
import { toolSettings } from '../config/tool-settings.js';
import { fromHere } from './from-here.js';
import { headsIn } from './heads-in.js';
import { type Entities, openToRead } from './open-to-read.js';
import { progress } from './progress.js';
import { tellVerdict, type Verdict } from './tell-verdict.js';
import { trustedKeys } from './trusted-keys.js';

/** What a log is checked by. */
interface Inspection {
  readonly source: DataSource;
  readonly keys: readonly SealingPublicKey[];
  readonly anchors: (() => AsyncIterable<TreeHead>) | undefined;
}

/** A log that can be checked whole. */
interface CheckedLog {
  /** What it has, such as `records`. */
  readonly entries: string;
  readonly entities: Entities;
  /** The public keys of the secrets that seal it. */
  readonly keysOf: (secrets: readonly string[]) => SealingPublicKey[];
  readonly verify: (inspection: Inspection) => Promise<Verdict>;
}

/**
 * Checks a log of the database that the environment names, by `--keys` and against `--anchor`, and prints what was found.
 *
 * @returns the exit code
 */
export async function checkLog({ entries, entities, keysOf, verify }: CheckedLog): Promise<number> {
  const { values } = parseArgs({ options: { keys: { type: 'string' }, anchor: { type: 'string' } } });
  const settings = toolSettings(process.env);
  const keys = trustedKeys(values.keys, keysOf(settings.ledgerKeys));
  const anchor = values.anchor === undefined ? undefined : fromHere(values.anchor);
  const source = await openToRead(settings, entities);
  try {
    const verdict = await verify({ source, keys, anchors: anchor === undefined ? undefined : () => headsIn(anchor) });
    progress('\n');
    return tellVerdict(verdict, entries);
  } finally {
    await source.destroy();
  }
}
