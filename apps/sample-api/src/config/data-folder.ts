import { accessSync, chmodSync, constants, existsSync, mkdirSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, sep } from 'node:path';
import { ConfigurationError } from '@nest-privacy/core';

/** The embedded database in the data folder; SQLite keeps its log and its index beside it. */
export const DATABASE_FILE = 'nest-privacy.sqlite';
const DATABASE_FILES = ['', '-wal', '-shm'].map((suffix) => DATABASE_FILE + suffix);

const OTHERS = 0o077;
const STICKY = 0o1000;

const unusable = (folder: string, { message }: Error): ConfigurationError =>
  new ConfigurationError({
    code: 'DATA_DIR_UNUSABLE',
    what: `the data folder cannot be used: ${message}`,
    where: `DATA_DIR, ${folder}`,
    remedy: 'name a folder that this user may create, or write in',
  });

const holds = (folder: string, path: string): boolean =>
  `${path}${sep}`.startsWith(folder === sep ? sep : folder + sep);

/** A folder that was not made for this application alone keeps its mode. */
const isCommon = (path: string): boolean =>
  (statSync(path).mode & STICKY) !== 0 || [process.cwd(), homedir()].some((other) => holds(path, other));

function close(path: string, mode: number): string[] {
  if (!existsSync(path) || (statSync(path).mode & OTHERS) === 0) return [];
  const wanted = mode.toString(8);
  if (isCommon(path)) return [`${path} is open to others: name a folder of this application's own in DATA_DIR.`];
  try {
    chmodSync(path, mode);
    return [`${path} was open to others; its mode is ${wanted} now.`];
  } catch {
    return [`${path} is open to others, and it belongs to another user: have its mode set to ${wanted}.`];
  }
}

/**
 * Makes the data folder where there is none, and closes it and the embedded database to other users.
 *
 * @param folder absolute path
 * @returns what the operator should know
 * @throws ConfigurationError `DATA_DIR_UNUSABLE`
 */
export function prepareDataFolder(folder: string): string[] {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    throw unusable(folder, error as Error);
  }
  if (process.platform === 'win32') return [];
  return [...close(folder, 0o700), ...DATABASE_FILES.flatMap((name) => close(join(folder, name), 0o600))];
}
