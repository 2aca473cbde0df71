import { ConfigurationError } from '@nest-privacy/core';
import { knownOptions, type OptionNames } from '@nest-privacy/core/kit';
import { GOOGLE_CONSENT_TYPES, type GoogleConsentMapping, DEFAULT_CONSENT_MODE } from './google-consent-mode.js';
import { type ConsentInteropOptions, type InteropConfig } from './interop.options.js';

const OPTIONS: OptionNames<Required<ConsentInteropOptions>> = { consentMode: true, strings: true };
const WHERE = 'ConsentModule, "interop"';

/** @throws ConfigurationError when the mapping names no type of Consent Mode, or the reader of strings is none; categories are checked by whoever knows them */
export function resolveInterop(options: ConsentInteropOptions = {}): InteropConfig {
  const { consentMode = {}, strings = null } = knownOptions(WHERE, options, OPTIONS);
  const types: readonly string[] = GOOGLE_CONSENT_TYPES;
  const said = Object.entries(consentMode).filter(([, category]) => (category as unknown) !== undefined);
  for (const [type, category] of said) {
    if (types.includes(type) && typeof category === 'string') continue;
    throw new ConfigurationError({
      code: 'CONSENT_MODE_INVALID',
      what: `${JSON.stringify(type)} cannot stand for ${JSON.stringify(category)}`,
      where: `${WHERE}, "consentMode"`,
      remedy: `give a category or "denied" to some of ${types.join(', ')}`,
    });
  }
  if (strings !== null && typeof strings.read !== 'function')
    throw new ConfigurationError({
      code: 'CONSENT_STRINGS_INVALID',
      what: 'this cannot read the strings of other frameworks',
      where: `${WHERE}, "strings"`,
      remedy: 'give new IabStrings() of @nest-privacy/consent/iab, or an object with a method read',
    });
  return {
    consentMode: { ...DEFAULT_CONSENT_MODE, ...(Object.fromEntries(said) as Partial<GoogleConsentMapping>) },
    strings,
  };
}
