import { ConfigurationError } from '@nest-privacy/core';

/** The error for an option that cannot stand. */
export const optionFault = (option: string, what: string, remedy: string): ConfigurationError =>
  new ConfigurationError({
    code: 'ANALYTICS_OPTION_INVALID',
    what,
    where: `AnalyticsModule option "${option}"`,
    remedy,
  });
