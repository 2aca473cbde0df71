import { type StatusMembers } from '../dnt.options.js';
import { dntFault, shown } from './dnt-fault.js';
import { uriReference, uriReferences } from './uri-reference.js';

type Check = (option: string, value: unknown) => unknown;

const LABEL = '[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?';
const DOMAIN = new RegExp(`^(?=.{1,253}$)${LABEL}(?:\\.${LABEL})*$`);

function domainNames(option: string, value: unknown): unknown {
  const fits =
    Array.isArray(value) && value.length > 0 && value.every((name) => typeof name === 'string' && DOMAIN.test(name));
  if (fits) return value;
  throw dntFault(
    'DNT_DOMAIN_INVALID',
    option,
    `${shown(value)} is not a list of domain names`,
    'give an array such as ["example.net"], without scheme, port or path, in Punycode (W3C TPE section 7.5.6)',
  );
}

function qualifiers(option: string, value: unknown): unknown {
  if (typeof value === 'string' && /^[\x21-\x7e]+$/.test(value)) return value;
  throw dntFault(
    'DNT_QUALIFIERS_INVALID',
    option,
    `${shown(value)} is not a string of characters`,
    'give one string such as "cf", not an array (W3C TPE section 7.5.4)',
  );
}

const controllers: Check = (option, value) => uriReferences(option, typeof value === 'string' ? [value] : value);

const CHECKS: Readonly<Record<Exclude<keyof StatusMembers, 'extensions'>, Check>> = {
  compliance: uriReferences,
  qualifiers,
  controller: controllers,
  'same-party': domainNames,
  audit: uriReferences,
  policy: uriReference,
  config: uriReference,
};

/** Names of the members the specification defines, in its order. */
export const MEMBER_NAMES: readonly string[] = Object.keys(CHECKS);

function extensionsOf(option: string, extensions: unknown, members: Readonly<Record<string, unknown>>): object {
  const names = Object.keys(extensions ?? {});
  if (names.length === 0) return {};
  const claimed = names.find((name) => name === 'tracking' || name in CHECKS);
  if (claimed !== undefined)
    throw dntFault(
      'DNT_EXTENSION_INVALID',
      option,
      `extension ${shown(claimed)} is no extension`,
      'give it as an option of its own',
    );
  if (members['compliance'] === undefined)
    throw dntFault(
      'DNT_EXTENSION_UNDEFINED',
      option,
      `${names.map(shown).join(', ')} is neither an option nor a member that W3C TPE defines`,
      'correct the name, or name the regime that defines it in "compliance" (W3C TPE section 7.5.10)',
    );
  return extensions as object;
}

/**
 * Checks the members of one status object.
 *
 * @param given members as the options give them, those of the site already below them
 * @param extensions members beyond the specification
 */
export function checkedMembers(
  option: string,
  given: Readonly<Record<string, unknown>>,
  extensions: unknown,
): Readonly<Record<string, unknown>> {
  const members: Record<string, unknown> = {};
  for (const [name, check] of Object.entries(CHECKS)) {
    if (given[name] !== undefined) members[name] = check(`${option}${name}`, given[name]);
  }
  return { ...members, ...extensionsOf(`${option}extensions`, extensions, members) };
}
