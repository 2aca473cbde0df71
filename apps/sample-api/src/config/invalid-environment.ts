import { ConfigurationError } from '@nest-privacy/core';

/** @param faults each begins with the name of its variable */
export const invalidEnvironment = (faults: readonly string[]): ConfigurationError =>
  new ConfigurationError({
    code: 'ENVIRONMENT_INVALID',
    what: faults.join('; '),
    where: 'the environment variables',
    remedy: 'correct each of them and start again; apps/sample-api/README.md has the table',
  });
