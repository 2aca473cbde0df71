import { type ConsentDetailOptions } from './identity.options.js';

/** {@link ConsentIdentityOptions} with every default in place. */
export interface IdentityConfig {
  readonly encryptionKeys: readonly string[];
  readonly strict: boolean;
  readonly details: { readonly [K in keyof ConsentDetailOptions]-?: NonNullable<ConsentDetailOptions[K]> };
}
