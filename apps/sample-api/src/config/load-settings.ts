import { join, resolve } from 'node:path';
import { prepareDataFolder } from './data-folder.js';
import { ReplayClock } from '../replay/replay-clock.js';
import { type Environment } from './environment.js';
import { ADMIN_TOKEN_FILE, environmentFaults } from './environment-faults.js';
import { invalidEnvironment } from './invalid-environment.js';
import { readEnvironment, type Variables } from './read-environment.js';
import { type FiledSecret, readOrCreateSecret, readSecret, SECRETS_FILE } from './secret-file.js';
import { type Settings } from './settings.js';
import { parseSites } from './site-list.js';

/** File in the data folder that holds the key of the day; analytics makes it and moves it on. */
const SALT_KEY_FILE = 'salt-key';

/** In production nothing is kept in the data folder that was not asked for, so the key follows from the secrets there. */
function saltKeyOf(
  { SALT_KEY, SALT_KEY_FILE: file, NODE_ENV }: Environment,
  dataDirectory: string,
): Settings['saltKey'] {
  if (SALT_KEY !== undefined) return SALT_KEY;
  if (file !== undefined) return { file: resolve(file) };
  return NODE_ENV === 'production' ? null : { file: join(dataDirectory, SALT_KEY_FILE) };
}

/** @param files where a secret was put that the environment does not hold, by the name of its variable */
function generated(files: Readonly<Record<string, string | false | undefined>>): string[] {
  const made = Object.entries(files).flatMap(([name, file]) => (file ? [`${name} in ${file}`] : []));
  return made.length === 0 ? [] : [`Generated for development, and kept: ${made.join(', ')}.`];
}

/** A header that is believed from nobody is better said than silently left alone. */
const unheard = ({ COUNTRY_HEADER, TRUSTED_PROXIES }: Environment): string[] =>
  COUNTRY_HEADER !== undefined && TRUSTED_PROXIES.length === 0
    ? ['COUNTRY_HEADER is believed from TRUSTED_PROXIES only, which names none: no country is known from it.']
    : [];

/**
 * Reads and validates the environment, and generates in development what it does not hold.
 *
 * @param variables such as `process.env`
 * @throws ConfigurationError `ENVIRONMENT_INVALID` that lists every fault
 */
export function loadSettings(variables: Variables): Settings {
  const environment = readEnvironment(variables);
  const faults = environmentFaults(environment);
  if (faults.length > 0) throw invalidEnvironment(faults);
  const dataDirectory = resolve(environment.DATA_DIR);
  const keyFile = join(dataDirectory, SECRETS_FILE);
  const tokenFile = join(dataDirectory, ADMIN_TOKEN_FILE);
  const { NODE_ENV, DATABASE_URL, SECRETS, ADMIN_TOKEN = readSecret(tokenFile) } = environment;
  const writes = NODE_ENV !== 'production' || [DATABASE_URL, SECRETS, ADMIN_TOKEN].includes(undefined);
  const notices = writes ? prepareDataFolder(dataDirectory) : [];
  const key = environment.SECRETS === undefined ? readOrCreateSecret(keyFile) : undefined;
  const token: FiledSecret =
    environment.ADMIN_TOKEN === undefined
      ? readOrCreateSecret(tokenFile)
      : { value: environment.ADMIN_TOKEN, created: false };
  return {
    environment,
    dataDirectory,
    sites: parseSites(environment.SITES, environment.HOST),
    secrets: environment.SECRETS ?? [key!.value],
    ledgerKeys: environment.LEDGER_KEYS ?? environment.SECRETS ?? [key!.value],
    saltKey: saltKeyOf(environment, dataDirectory),
    adminToken: token.value,
    believesReplays: NODE_ENV !== 'production',
    replayClock: environment.REPLAY_FROM === undefined ? undefined : new ReplayClock(environment.REPLAY_FROM),
    notices: [
      ...notices,
      ...unheard(environment),
      ...generated({ SECRETS: key?.created && keyFile, ADMIN_TOKEN: token.created && tokenFile }),
    ],
  };
}
