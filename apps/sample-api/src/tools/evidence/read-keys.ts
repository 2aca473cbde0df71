import { readFile } from 'node:fs/promises';
import { type SealingPublicKey } from '@nest-privacy/core/sealing';

/** The public keys in a document such as `/.well-known/consent-ledger.json`, in a JWK Set, or in a bare list. */
function keysOf(document: unknown): readonly SealingPublicKey[] {
  const keys = Array.isArray(document) ? document : (document as { keys?: unknown } | null)?.keys;
  if (Array.isArray(keys)) return keys as SealingPublicKey[];
  throw new Error('there is no list "keys" in it');
}

/** From a file. */
export const keysOfFile = async (path: string): Promise<readonly SealingPublicKey[]> =>
  keysOf(JSON.parse(await readFile(path, 'utf8')));

/** From the server of the ledger: as trustworthy as the connection to it is. */
export async function keysOfUrl(url: string): Promise<readonly SealingPublicKey[]> {
  const answer = await fetch(url, { signal: AbortSignal.timeout(10_000), redirect: 'error' });
  if (!answer.ok) throw new Error(`${url} answers ${answer.status}`);
  return keysOf(await answer.json());
}
