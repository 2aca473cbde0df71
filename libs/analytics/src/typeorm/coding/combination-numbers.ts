import { type Combination } from './combination-table.js';

/** A combination that is needed, the site that answers for it, and what stands for it where there is no room. */
export interface NeededCombination {
  readonly combination: Combination;
  readonly site: string;
  readonly substitute: Combination;
}

/** One text for a combination. */
export const nameOf = (combination: Combination): string => combination.join(' ');

/** A combination as it is stored. */
export interface NumberedCombination {
  readonly id: number;
  readonly combination: Combination;
}

/** Tells the numbers of combinations. */
export class CombinationNumbers {
  constructor(private readonly numbers: ReadonlyMap<string, number>) {}

  /**
   * The combination, or what stands for it.
   *
   * @throws Error for what nobody asked for
   */
  of({ combination, substitute }: NeededCombination): NumberedCombination {
    const id = this.numbers.get(nameOf(combination));
    if (id !== undefined) return { id, combination };
    const other = this.numbers.get(nameOf(substitute));
    if (other === undefined) throw new Error('a combination that always has room has no number');
    return { id: other, combination: substitute };
  }
}
