import { ConfigurationError } from '@nest-privacy/core';
import { type Environment } from './config/environment.js';

interface Fault {
  readonly code: string;
  readonly remedy: string;
}

const FAULTS = new Map<unknown, Fault>([
  [
    'EADDRINUSE',
    { code: 'ADDRESS_IN_USE', remedy: 'another process listens there: end it, or set PORT to another one' },
  ],
  ['EACCES', { code: 'ADDRESS_FORBIDDEN', remedy: 'set PORT to one of 1024 or more, or give this user the right' }],
  ['EADDRNOTAVAIL', { code: 'ADDRESS_UNUSABLE', remedy: 'set HOST to an address of this machine' }],
  ['ENOTFOUND', { code: 'ADDRESS_UNUSABLE', remedy: 'set HOST to an address of this machine' }],
]);

/** Why nobody can be served there, as a fault that the operator can mend; an error of another kind as it is. */
export function listenFault(error: unknown, { HOST, PORT }: Environment): unknown {
  const fault = error instanceof Error ? FAULTS.get((error as NodeJS.ErrnoException).code) : undefined;
  if (fault === undefined) return error;
  return new ConfigurationError({
    ...fault,
    what: `the process cannot listen: ${(error as Error).message}`,
    where: `HOST and PORT, ${HOST}:${PORT}`,
  });
}
