import { ConfigurationError } from '../errors/configuration.error.js';
import { nearestName } from './nearest-name.js';

/** Every name of an option, so that a forgotten one does not compile. */
export type OptionNames<O> = Readonly<Record<keyof O & string, true>>;

/**
 * Refuses what is no set of options, such as what a factory without `return` gives.
 *
 * @param module name of the module, such as `ConsentModule`
 * @throws ConfigurationError `OPTIONS_MISSING`
 */
export function givenOptions<O extends object>(module: string, given: O | null | undefined): O {
  if (typeof given === 'object' && given !== null) return given;
  throw new ConfigurationError({
    code: 'OPTIONS_MISSING',
    what: `${module} was given ${String(given)} for its options`,
    where: `${module}.forRoot, or what makes its options for forRootAsync`,
    remedy: 'give or return an object, {} where all defaults are right',
  });
}

/**
 * The options, of which none has a name that the module does not know.
 *
 * @throws ConfigurationError `OPTIONS_MISSING`, or `OPTION_UNKNOWN` with the nearest name that is known
 */
export function knownOptions<O extends object>(
  module: string,
  given: O | null | undefined,
  names: OptionNames<Required<O>>,
): O {
  const options = givenOptions(module, given);
  const unknown = Object.keys(options).find((name) => !(name in names));
  if (unknown === undefined) return options;
  throw unknownOption(module, unknown, Object.keys(names));
}

/** There is no option of this name; the remedy names the one that was meant, or all. */
export function unknownOption(module: string, name: string, known: readonly string[]): ConfigurationError {
  const nearest = nearestName(name, known);
  return new ConfigurationError({
    code: 'OPTION_UNKNOWN',
    what: `there is no option "${name}"`,
    where: `the options of ${module}`,
    remedy:
      nearest === undefined
        ? `use one of ${known.join(', ')}; what shapes the module, such as isGlobal, stands beside useFactory`
        : `write "${nearest}"`,
  });
}
