import { readFileSync } from 'node:fs';
import { publicKeyOf, type SealingPublicKey } from '@nest-privacy/core/sealing';
import { fromHere } from './from-here.js';

interface KeyFile {
  readonly keys: readonly { readonly x: string }[];
}

/**
 * The keys that whoever checks trusts.
 *
 * @param file as the application shows its keys; without, those that follow from the environment
 */
export function trustedKeys(file: string | undefined, ofEnvironment: readonly SealingPublicKey[]): SealingPublicKey[] {
  const keys =
    file === undefined
      ? [...ofEnvironment]
      : (JSON.parse(readFileSync(fromHere(file), 'utf8')) as KeyFile).keys.map(({ x }) => publicKeyOf(x));
  if (keys.length === 0)
    process.stderr.write(
      'No key is known here (--keys, LEDGER_KEYS, SECRETS): those of the database are believed, which proves less.\n',
    );
  return keys;
}
