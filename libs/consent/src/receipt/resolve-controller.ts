import { ConfigurationError } from '@nest-privacy/core';
import { type ConsentControllerOptions, type ConsentControllers } from './receipt.options.js';

/** Whose receipts they are, by site; `undefined` where nobody is named. */
export type ControllerOf = (siteId: string) => ConsentControllerOptions | undefined;

const PLACE = /^[A-Z]{2}(-[A-Z0-9]{1,3})?$/;
const DURATION = /^P(?!$)(\d+Y)?(\d+M)?(\d+W)?(\d+D)?$/;
const LONGEST = 1_000;
const MOST = 50;

const isText = (value: unknown): boolean => typeof value === 'string' && value.trim() !== '' && value.length <= LONGEST;
const isUrl = (value: unknown): boolean =>
  isText(value) && /^https?:\/\//.test(value as string) && URL.canParse(value as string);
const isPlace = (value: unknown): boolean => typeof value === 'string' && PLACE.test(value);
const isListOf = (value: unknown, isOne: (value: unknown) => boolean, least: number): boolean =>
  Array.isArray(value) && value.length >= least && value.length <= MOST && value.every(isOne);

const memberOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[name] : undefined;

/** What each member must be, in words. */
const RULES: { readonly [K in keyof ConsentControllerOptions]-?: readonly [(value: unknown) => boolean, string] } = {
  name: [isText, 'a text'],
  address: [isText, 'a text'],
  contact: [isText, 'a text'],
  email: [isText, 'a text'],
  phone: [isText, 'a text'],
  url: [isUrl, 'an http(s) URL'],
  policyUrl: [isUrl, 'an http(s) URL'],
  withdrawalUrl: [(value) => value === undefined || isUrl(value), 'an http(s) URL'],
  jurisdiction: [isPlace, 'a code such as DE, US-CA or EU'],
  storageLocations: [(value) => isListOf(value, isPlace, 1), 'a list of codes such as DE, US-CA or EU'],
  retention: [(value) => typeof value === 'string' && DURATION.test(value), 'a duration such as P13M'],
  personalData: [(value) => isListOf(value, isText, 1), 'a list of texts'],
  sensitiveData: [(value) => value === undefined || isListOf(value, isText, 0), 'a list of texts'],
  recipients: [(value) => value === undefined || isListOf(value, isText, 0), 'a list of texts'],
  supervisoryAuthority: [
    (value) => value === undefined || (isText(memberOf(value, 'name')) && isUrl(memberOf(value, 'url'))),
    'a name and an http(s) URL',
  ],
};

/**
 * What a controller states, checked.
 *
 * @throws ConfigurationError `CONSENT_CONTROLLER_INVALID` naming all that is missing
 */
export function checkedController(
  given: unknown,
  where = 'ConsentModule option "controller"',
): ConsentControllerOptions {
  const stated = (typeof given === 'object' && given !== null ? given : {}) as Readonly<Record<string, unknown>>;
  const faults = Object.entries(RULES)
    .filter(([name, [holds]]) => !holds(stated[name]))
    .map(([name, [, what]]) => `${name} (${what})`);
  const unknown = Object.keys(stated).filter((name) => !(name in RULES));
  if (faults.length === 0 && unknown.length === 0) return stated as unknown as ConsentControllerOptions;
  throw new ConfigurationError({
    code: 'CONSENT_CONTROLLER_INVALID',
    what:
      faults.length > 0
        ? `receipts cannot say ${faults.join(', ')}`
        : `${unknown.join(', ')} is nothing that a receipt says`,
    where,
    remedy: 'state what a receipt must say of its controller, or leave the option out: then there are no receipts',
  });
}

/** The option as it is asked. */
export function resolveController(controller: ConsentControllers | undefined): ControllerOf {
  if (controller === undefined) return () => undefined;
  if (typeof controller !== 'function') {
    const checked = checkedController(controller);
    return () => checked;
  }
  return (siteId) => {
    const stated = controller(siteId);
    return stated && checkedController(stated, `ConsentModule option "controller" of site ${siteId}`);
  };
}
