import { Logger } from '@nestjs/common';

/** Has the warnings of Node itself, such as that of a feature on trial, written by the logger and not past it. */
export function logProcessWarnings(): void {
  const logger = new Logger('Node');
  process.removeAllListeners('warning');
  process.on('warning', ({ name, message }) => logger.warn(`${name}: ${message}`));
}
