import { ConsoleLogger, type LogLevel } from '@nestjs/common';
import { ConfigurationError } from '@nest-privacy/core';
import { type Settings } from './config/settings.js';

const ORDER: readonly LogLevel[] = ['fatal', 'error', 'warn', 'log', 'debug', 'verbose'];

/** Leaves what stops the start to the one line with which the process ends; Nest would add it whole, with its stack. */
class AppLogger extends ConsoleLogger {
  override error(message: unknown, ...rest: unknown[]): void {
    if (!(message instanceof ConfigurationError)) super.error(message, ...rest);
  }
}

/** Lines of JSON in production, and of text for people elsewhere; everything from LOG_LEVEL upwards. */
export function createLogger({ environment: { LOG_LEVEL, NODE_ENV } }: Settings): ConsoleLogger {
  const last: LogLevel = LOG_LEVEL === 'info' ? 'log' : LOG_LEVEL;
  return new AppLogger({
    json: NODE_ENV === 'production',
    colors: process.stdout.isTTY === true && NODE_ENV !== 'production',
    compact: true,
    breakLength: Number.POSITIVE_INFINITY,
    logLevels: ORDER.slice(0, ORDER.indexOf(last) + 1),
  });
}
