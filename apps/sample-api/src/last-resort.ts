import { Logger } from '@nestjs/common';

/**
 * Ends the process when its orderly end takes too long, because a database or a queue does not answer: whoever supervises it kills it soon after.
 *
 * @param signals the signals that begin the orderly end
 * @param afterMs milliseconds
 */
export function endAtTheLatest(signals: readonly NodeJS.Signals[], afterMs: number): void {
  const end = (): void => {
    new Logger('Shutdown').fatal(`The orderly end took longer than ${afterMs} ms and is given up`);
    process.exit(1);
  };
  for (const signal of signals) process.once(signal, () => setTimeout(end, afterMs).unref());
}
