import { ConfigurationError } from '@nest-privacy/core';

/** What a tool's exit says: nothing is wrong, tampered with, nothing was checked, signed by nobody who is trusted. */
export const EXIT = { whole: 0, tampered: 1, unchecked: 2, untrusted: 3 } as const;

/** The end of each tool's usage. */
export const EXIT_USAGE = `Exit code 0: nothing is wrong. 1: tampered with. 2: not checked. 3: whole, but the newest head is signed by a key that you do not trust.`;

const reasonOf = (error: unknown): string =>
  error instanceof ConfigurationError || error instanceof Error ? error.message : String(error);

/** Runs a tool to its exit code; `--help` shows its usage. */
export function runTool(usage: string, main: () => Promise<number>): void {
  if (process.argv.includes('--help')) {
    process.stdout.write(`${usage}\n`);
    return;
  }
  main().then(
    (code) => (process.exitCode = code),
    (error: unknown) => {
      process.stderr.write(`Nothing was checked: ${reasonOf(error)}\n`);
      process.exitCode = EXIT.unchecked;
    },
  );
}
