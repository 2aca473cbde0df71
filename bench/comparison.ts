import { median, medianInterval } from './statistics.js';

/** One row of a comparison: what is measured, and how a single round of it runs. */
export interface Contender {
  readonly name: string;
  /** One round; the higher the better. */
  readonly round: () => Promise<number>;
}

/** When a comparison may end. */
export interface Precision {
  /** Half the width of the interval in which every ratio is to be known. */
  readonly within: number;
  /** Turns after which it ends in any case. */
  readonly most: number;
}

/** The medians of a comparison, and their ratios to the first contender. */
export interface Verdict {
  readonly name: string;
  readonly median: number;
  /** Median of the ratios of single turns. */
  readonly ratio: number;
  /** Half the width of the interval that holds it in 95 of 100 cases. */
  readonly uncertainty: number;
}

const LEAST_TURNS = 6;
export const USUAL: Precision = { within: 0.02, most: 30 };

/**
 * Lets the contenders take turns, so that a noisy neighbour disturbs all of them alike, forwards and backwards, so that a drift does too; until every ratio is known well enough.
 */
export async function compare(
  contenders: readonly Contender[],
  { within, most }: Precision = USUAL,
): Promise<readonly Verdict[]> {
  const results = contenders.map(() => [] as number[]);
  let verdicts: readonly Verdict[] = [];
  for (let turn = 1; turn <= most; turn++) {
    const order = [...contenders.entries()];
    if (turn % 2 === 0) order.reverse();
    for (const [index, { round }] of order) results[index]!.push(await round());
    verdicts = contenders.map(({ name }, index) => verdictOf(name, results[index]!, results[0]!));
    if (turn >= LEAST_TURNS && verdicts.every(({ uncertainty }) => uncertainty <= within)) break;
  }
  return verdicts;
}

function verdictOf(name: string, values: readonly number[], base: readonly number[]): Verdict {
  const ratios = values.map((value, turn) => value / base[turn]!);
  const [low, high] = medianInterval(ratios);
  return { name, median: median(values), ratio: median(ratios), uncertainty: (high - low) / 2 };
}

/** Prints the verdict as a table. */
export function print(verdicts: readonly Verdict[], unit: string): void {
  console.table(
    Object.fromEntries(
      verdicts.map(({ name, median: value, ratio, uncertainty }, index) => [
        name,
        {
          [unit]: Math.round(value),
          ratio: Number(ratio.toFixed(2)),
          ...(index > 0 && { '±': Number.isFinite(uncertainty) ? Number(uncertainty.toFixed(3)) : 'unknown' }),
        },
      ]),
    ),
  );
}
