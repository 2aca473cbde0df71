import { ConsoleLogger, type LogLevel } from '@nestjs/common';
import { ConfigurationError } from '@nest-privacy/core';
import { type Settings } from '../config/settings.js';
import { asText } from './as-text.js';

const ORDER: readonly LogLevel[] = ['fatal', 'error', 'warn', 'log', 'debug', 'verbose'];

/** What Nest says while it starts: a line for every module and route. */
const STARTING = new Set<unknown>([
  'NestFactory',
  'NestApplication',
  'InstanceLoader',
  'RoutesResolver',
  'RouterExplorer',
]);

/** Leaves out what nobody asked for, and writes objects as people read them. */
class AppLogger extends ConsoleLogger {
  /** What Nest does while it starts is told from LOG_LEVEL=debug on. */
  override log(message: unknown, ...rest: unknown[]): void {
    if (!STARTING.has(rest.at(-1)) || this.isLevelEnabled('debug')) super.log(message, ...rest);
  }

  /** What stops the start is left to the one line with which the process ends; Nest would add it whole, with its stack. */
  override error(message: unknown, ...rest: unknown[]): void {
    if (!(message instanceof ConfigurationError)) super.error(message, ...rest);
  }

  protected override stringifyMessage(message: unknown, logLevel: LogLevel): unknown {
    return super.stringifyMessage(asText(message) ?? message, logLevel);
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
