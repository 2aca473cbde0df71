import { ConfigurationError } from '@nest-privacy/core';
import { checkSecrets, knownOptions, type OptionNames } from '@nest-privacy/core/kit';
import { type IdentityConfig } from './identity.config.js';
import { type ConsentDetailOptions, type ConsentIdentityOptions } from './identity.options.js';

/** The option that holds the keys, as errors name it. */
export const ENCRYPTION_KEYS_OPTION = 'ConsentModule option "identity.encryptionKeys"';

const ADDRESSES: readonly unknown[] = ['off', 'truncated', 'keyed'];
const OPTIONS: OptionNames<Required<ConsentIdentityOptions>> = { encryptionKeys: true, strict: true, details: true };
const DETAILS: OptionNames<Required<ConsentDetailOptions>> = {
  page: true,
  origin: true,
  userAgentFamily: true,
  address: true,
};

/**
 * Puts the defaults in and refuses what cannot work.
 *
 * @param secrets of the module, for want of keys of their own
 * @throws ConfigurationError `SECRET_TOO_SHORT`, `CONSENT_ADDRESS_INVALID`, or for an option that nobody knows
 */
export function resolveIdentityOptions(given: ConsentIdentityOptions, secrets: readonly string[]): IdentityConfig {
  const {
    encryptionKeys = secrets,
    strict = false,
    details = {},
  } = knownOptions('ConsentModule option "identity"', given, OPTIONS);
  if (encryptionKeys !== secrets) checkSecrets(encryptionKeys, ENCRYPTION_KEYS_OPTION);
  const {
    page,
    origin,
    userAgentFamily,
    address = 'off',
  } = knownOptions('ConsentModule option "identity.details"', details, DETAILS);
  if (!ADDRESSES.includes(address))
    throw new ConfigurationError({
      code: 'CONSENT_ADDRESS_INVALID',
      what: `${JSON.stringify(address)} is no way to keep an address`,
      where: 'ConsentModule option "identity.details.address"',
      remedy: `use ${ADDRESSES.join(', ')}`,
    });
  return {
    encryptionKeys,
    strict,
    details: { page: page ?? false, origin: origin ?? false, userAgentFamily: userAgentFamily ?? false, address },
  };
}
