import { MEMBER_NAMES } from './status-members.js';

/** Every option of the module and of a status. */
export const OPTION_NAMES: ReadonlySet<string> = new Set([
  ...MEMBER_NAMES,
  'extensions',
  'mode',
  'tracking',
  'statuses',
  'defaultStatus',
  'whenUnset',
  'gpc',
  'echo',
  'honours',
  'disregard',
  'effPolicy',
  'headers',
  'onOptOutSignal',
]);

/**
 * Members that no option names. They are taken as extensions, so that a status object can be given as it stands in a document, and so that
 * a misspelt option is refused for want of a regime that defines it.
 */
export const ownExtensions = (given: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(given).filter(([name, value]) => value !== undefined && !OPTION_NAMES.has(name)));
