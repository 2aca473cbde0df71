import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { publicKeyOf, type SealingPublicKey } from '@nest-privacy/core/sealing';

interface KeyFile {
  readonly keys: readonly { readonly x: string }[];
}

/** npm runs scripts in the folder of the package; paths are meant from where it was called. */
export const fromHere = (path: string): string => resolve(process.env.INIT_CWD ?? '.', path);

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
