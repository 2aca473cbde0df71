import { median } from './statistics.js';

/** One row of a comparison: what is measured, and how a single round of it runs. */
export interface Contender {
  readonly name: string;
  /** One round; the higher the better. */
  readonly round: () => Promise<number>;
}

/** The medians of a comparison, and their ratios to the first contender. */
export interface Verdict {
  readonly name: string;
  readonly median: number;
  readonly ratio: number;
}

/** Lets the contenders take turns, so that a noisy neighbour disturbs all of them alike. */
export async function compare(contenders: readonly Contender[], rounds: number): Promise<Verdict[]> {
  const results = contenders.map(() => [] as number[]);
  for (let round = 0; round < rounds; round++) {
    for (const [index, { round: run }] of contenders.entries()) results[index]!.push(await run());
  }
  const first = median(results[0] ?? []);
  return contenders.map(({ name }, index) => {
    const middle = median(results[index]!);
    return { name, median: middle, ratio: middle / first };
  });
}

/** Prints the verdict as a table. */
export function print(verdicts: readonly Verdict[], unit: string): void {
  console.table(
    Object.fromEntries(
      verdicts.map(({ name, median: value, ratio }) => [
        name,
        { [unit]: Math.round(value), ratio: Number(ratio.toFixed(2)) },
      ]),
    ),
  );
}
