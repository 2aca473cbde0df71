import { ConfigurationError } from './errors/configuration.error.js';

/**
 * Refuses what is no set of options, such as what a factory that returns nothing gives, and names that a module does not have: a misspelt one would leave a default in
 * force without a word.
 *
 * @param module the module's name, for the message
 * @param names of all its options
 * @throws ConfigurationError `OPTIONS_MISSING` or `OPTION_UNKNOWN`
 */
export function assertKnownOptions(module: string, options: unknown, names: readonly string[]): void {
  if (typeof options !== 'object' || options === null)
    throw new ConfigurationError({
      code: 'OPTIONS_MISSING',
      what: `${module} was given ${String(options)} for its options`,
      where: `${module}.forRoot, or what makes its options for forRootAsync`,
      remedy: 'give or return an object, {} where all defaults are right',
    });
  const unknown = Object.keys(options).find((name) => !names.includes(name));
  if (unknown === undefined) return;
  throw new ConfigurationError({
    code: 'OPTION_UNKNOWN',
    what: `there is no option ${JSON.stringify(unknown)}`,
    where: `the options of ${module}`,
    remedy: `use one of ${names.join(', ')}; what shapes the module, such as isGlobal, stands beside useFactory`,
  });
}
