import { ConfigurationError } from './errors/configuration.error.js';

/**
 * The purposes a visitor decides about. An application adds its own by declaration merging, and names them in
 * {@link CoreModuleOptions.categories} so that they exist at run time too:
 *
 * @example
 * declare module '@nest-privacy/core' { interface ConsentCategories { PERSONALISATION: true } }
 */
export interface ConsentCategories {
  ESSENTIALS: true;
  STATISTICS: true;
  MARKETING: true;
}

/** Name of a category, for example `STATISTICS`. */
export type ConsentCategory = Extract<keyof ConsentCategories, string>;

/** The category that is always on and never asked about. */
export const ESSENTIALS = 'ESSENTIALS' satisfies ConsentCategory;

/** The categories every application has. */
export const BUILT_IN_CATEGORIES: readonly ConsentCategory[] = ['ESSENTIALS', 'STATISTICS', 'MARKETING'];

const NAME = /^[A-Z][A-Z0-9_]{0,31}$/;
const IMPORT_ALIASES: Readonly<Record<string, ConsentCategory>> = { ESSENTIAL: 'ESSENTIALS' };

/** The closed list of categories of one application: the built-in ones and those it added. */
export class CategoryRegistry {
  /** Every category, {@link ESSENTIALS} first. */
  readonly all: readonly ConsentCategory[];
  /** The categories a visitor decides about: all but {@link ESSENTIALS}. */
  readonly optional: readonly ConsentCategory[];
  private readonly known: ReadonlySet<string>;

  /**
   * @param added names of the application's own categories: 1 to 32 characters of `A-Z`, `0-9` and `_`
   * @throws ConfigurationError when a name is malformed
   */
  constructor(added: readonly string[] = []) {
    for (const name of added) {
      if (!NAME.test(name)) {
        throw new ConfigurationError({
          code: 'CATEGORY_NAME_INVALID',
          what: `category ${JSON.stringify(name)} is not a valid name`,
          where: 'CoreModule option "categories"',
          remedy: 'use 1 to 32 characters of A-Z, 0-9 and _, beginning with a letter',
        });
      }
    }
    this.all = [...new Set([...BUILT_IN_CATEGORIES, ...(added as ConsentCategory[])])];
    this.optional = this.all.filter((name) => name !== ESSENTIALS);
    this.known = new Set(this.all);
  }

  /** Whether `name` is exactly one of the categories. */
  has(name: string): name is ConsentCategory {
    return this.known.has(name);
  }

  /** Reads a category from foreign data: case and the historic spelling `ESSENTIAL` are forgiven; unknown gives `undefined`. */
  parse(name: string): ConsentCategory | undefined {
    const upper = name.trim().toUpperCase();
    const resolved = IMPORT_ALIASES[upper] ?? upper;
    return this.has(resolved) ? resolved : undefined;
  }

  /**
   * Refuses unknown categories, at start rather than silently at run time.
   *
   * @param names categories as a decorator or an option names them
   * @param where the place, for the message
   * @throws ConfigurationError naming the unknown category, the place and the known ones
   */
  assertKnown(names: readonly string[], where: string): void {
    const unknown = names.filter((name) => !this.has(name));
    if (unknown.length > 0) {
      throw new ConfigurationError({
        code: 'CATEGORY_UNKNOWN',
        what: `unknown consent category ${unknown.map((name) => JSON.stringify(name)).join(', ')}`,
        where,
        remedy: `use one of ${this.all.join(', ')}, or add it to the CoreModule option "categories"`,
      });
    }
  }
}
