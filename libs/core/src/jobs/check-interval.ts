import { ConfigurationError } from '../errors/configuration.error.js';

/** Timers of Node.js that are set for longer fire at once, and go on doing so; 24 days. */
const LONGEST_INTERVAL = 2 ** 31 - 1;

/**
 * Refuses what no timer can wait for.
 *
 * @param value milliseconds, or `off` for no timer
 * @param where the option, for the error
 * @returns the value
 * @throws ConfigurationError `INTERVAL_INVALID`
 */
export function checkInterval<T extends number | 'off'>(value: T, where: string): T {
  if (value === 'off' || (Number.isSafeInteger(value) && Number(value) >= 1 && Number(value) <= LONGEST_INTERVAL))
    return value;
  throw new ConfigurationError({
    code: 'INTERVAL_INVALID',
    what: `${String(value)} is no time between two runs`,
    where,
    remedy: `give whole milliseconds from 1 to ${LONGEST_INTERVAL}, which is 24 days, or "off"`,
  });
}
