import { type LogFault, type TreeHead } from '@nest-privacy/core/sealing';
import { EXIT } from './run-tool.js';

/** What became of a check. */
export interface Verdict {
  readonly checked: number;
  readonly unsealed: number;
  readonly heads: readonly TreeHead[];
  readonly fault: LogFault | null;
}

/**
 * Prints what was found.
 *
 * @param entries what the log has, such as `records`
 * @returns the exit code
 */
export function tellVerdict({ checked, unsealed, heads, fault }: Verdict, entries: string): number {
  const isUntrusted = fault?.kind === 'untrusted key';
  const lines = [
    ...heads.map(({ log, size, root, sealedAt }) => `${log}: ${size} ${entries}, root ${root}, sealed ${sealedAt}`),
    `${checked} ${entries} checked, ${unsealed} not sealed yet`,
    fault
      ? `${isUntrusted ? 'NOT TRUSTED' : 'TAMPERED'} (${fault.kind}) in ${fault.log}: ${fault.detail}`
      : 'nothing is wrong',
    ...(fault?.id ? [`id ${fault.id}`] : []),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
  return fault ? (isUntrusted ? EXIT.untrusted : EXIT.tampered) : EXIT.whole;
}
