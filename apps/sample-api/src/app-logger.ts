import { ConsoleLogger, type LogLevel } from '@nestjs/common';
import { type Settings } from './config/settings.js';

const ORDER: readonly LogLevel[] = ['fatal', 'error', 'warn', 'log', 'debug', 'verbose'];

/** Lines of JSON in production, and of text for people elsewhere; everything from LOG_LEVEL upwards. */
export function createLogger({ environment: { LOG_LEVEL, NODE_ENV } }: Settings): ConsoleLogger {
  const last: LogLevel = LOG_LEVEL === 'info' ? 'log' : LOG_LEVEL;
  return new ConsoleLogger({
    json: NODE_ENV === 'production',
    colors: process.stdout.isTTY === true && NODE_ENV !== 'production',
    compact: true,
    breakLength: Number.POSITIVE_INFINITY,
    logLevels: ORDER.slice(0, ORDER.indexOf(last) + 1),
  });
}
