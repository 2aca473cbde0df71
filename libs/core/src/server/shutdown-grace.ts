import { ConfigurationError } from '../errors/configuration.error.js';
import { minutes, seconds } from '../time/durations.js';

/** Milliseconds that connections have to end; `off` lets the application wait for as long as they like. */
export type ShutdownGrace = number | 'off';

/** Injection token of {@link ShutdownGrace}. */
export const SHUTDOWN_GRACE = Symbol.for('@nest-privacy/core:ShutdownGrace');

const DEFAULT = seconds(5);
const LONGEST = minutes(10);

/** @throws ConfigurationError `SHUTDOWN_GRACE_INVALID` */
export function shutdownGraceOf(option: ShutdownGrace = DEFAULT): ShutdownGrace {
  if (option === 'off' || (Number.isInteger(option) && option >= 0 && option <= LONGEST)) return option;
  throw new ConfigurationError({
    code: 'SHUTDOWN_GRACE_INVALID',
    what: `${JSON.stringify(option)} is no span of time`,
    where: 'CoreModule option "shutdownGrace"',
    remedy: `give whole milliseconds from 0 to ${LONGEST}, or "off"`,
  });
}
