import { join, resolve } from 'node:path';
import { validateSync } from 'class-validator';
import { type Environment } from './environment.js';
import { invalidEnvironment } from './invalid-environment.js';
import { readEnvironment, type Variables } from './read-environment.js';
import { readSecret, SECRETS_FILE } from './secret-file.js';
import { type Settings } from './settings.js';

/** What a tool has to know that looks into the database beside the application. */
export type ToolSettings = Pick<Settings, 'environment' | 'dataDirectory' | 'ledgerKeys'>;

const READ: readonly (keyof Environment)[] = ['DATABASE_URL', 'DATA_DIR', 'LEDGER_KEYS', 'SECRETS'];

/**
 * Reads where the database is, and the keys that are known here, if any. Nothing is generated, and nothing is demanded that a look needs not.
 *
 * @param variables such as `process.env`
 * @throws ConfigurationError `ENVIRONMENT_INVALID` that lists every fault of what is read
 */
export function toolSettings(variables: Variables): ToolSettings {
  const environment = readEnvironment(Object.fromEntries(READ.map((name) => [name, variables[name]])));
  const faults = validateSync(environment).flatMap(({ property, constraints }) =>
    Object.values(constraints ?? {}).map((fault) => `${property} ${fault}`),
  );
  if (faults.length > 0) throw invalidEnvironment(faults);
  const dataDirectory = resolve(environment.DATA_DIR);
  const kept = readSecret(join(dataDirectory, SECRETS_FILE));
  const ledgerKeys = environment.LEDGER_KEYS ?? environment.SECRETS ?? (kept === undefined ? [] : [kept]);
  return { environment, dataDirectory, ledgerKeys };
}
