import { randomBytes } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** A secret that lives in a file. */
export interface FiledSecret {
  readonly value: string;
  /** Whether this call made it. */
  readonly created: boolean;
}

/** Reads the secret in a file; `undefined` when there is no such file. */
export const readSecret = (path: string): string | undefined =>
  existsSync(path) ? readFileSync(path, 'utf8').trim() : undefined;

/**
 * The secret in a file that only its owner may read, made at the first call: 256 random bits in hex. Processes that start at once
 * agree on one: a file appears whole or not at all, and the first wins.
 */
export function readOrCreateSecret(path: string): FiledSecret {
  const existing = readSecret(path);
  if (existing !== undefined) return { value: existing, created: false };
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const value = randomBytes(32).toString('hex');
  const draft = `${path}.${randomBytes(6).toString('hex')}`;
  writeFileSync(draft, `${value}\n`, { mode: 0o600, flag: 'wx' });
  try {
    linkSync(draft, path);
    return { value, created: true };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return { value: readFileSync(path, 'utf8').trim(), created: false };
  } finally {
    rmSync(draft);
  }
}
