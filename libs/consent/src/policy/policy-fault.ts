import { ConfigurationError } from '@nest-privacy/core';

/** A policy that cannot be. */
export const policyFault = (code: string, option: string, what: string, remedy: string): ConfigurationError =>
  new ConfigurationError({ code, what, where: `ConsentModule option "policy.${option}"`, remedy });
