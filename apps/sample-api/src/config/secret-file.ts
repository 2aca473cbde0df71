import { randomBytes } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { ConfigurationError } from '@nest-privacy/core';

/** File in the data folder that holds the generated HMAC key. */
export const SECRETS_FILE = 'secrets';

/** A secret that lives in a file. */
export interface FiledSecret {
  readonly value: string;
  /** Whether this call made it. */
  readonly created: boolean;
}

/** Characters below which a secret can be guessed. */
const SHORTEST = 32;

const unusable = (path: string, why: string): ConfigurationError =>
  new ConfigurationError({
    code: 'SECRET_FILE_UNUSABLE',
    what: `the secret in ${path} cannot be used: ${why}`,
    where: 'DATA_DIR',
    remedy: `put a random one of ${SHORTEST} characters or more there, or delete what is there and have one made`,
  });

function secretIn(path: string): string {
  let value: string;
  try {
    value = readFileSync(path, 'utf8').trim();
  } catch (error) {
    throw unusable(path, (error as Error).message);
  }
  if (value.length < SHORTEST) throw unusable(path, `it has fewer than ${SHORTEST} characters`);
  return value;
}

/**
 * Reads the secret in a file; `undefined` when there is no such file.
 *
 * @throws ConfigurationError `SECRET_FILE_UNUSABLE` when it cannot be read, or is too short
 */
export const readSecret = (path: string): string | undefined => (existsSync(path) ? secretIn(path) : undefined);

/**
 * The secret in a file that only its owner may read, made at the first call: 256 random bits in hex. Processes that start at once
 * agree on one: a file appears whole or not at all, and the first wins.
 *
 * @throws ConfigurationError `SECRET_FILE_UNUSABLE`
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
    return { value: secretIn(path), created: false };
  } finally {
    rmSync(draft);
  }
}
