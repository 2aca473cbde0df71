/** Counts of fewer are not told. */
export const SUPPRESSED_BELOW = 10;

/** Whether a count is one of few people. Nobody is not few: that nobody did something tells of no one who did. */
export const isSmall = (count: number): boolean => count > 0 && count < SUPPRESSED_BELOW;

/** Which of some counts that are told beside their sum must not be. */
export interface HiddenCounts {
  /** By place. */
  readonly places: ReadonlySet<number>;
  /** Whether their sum must not be told either. */
  readonly total: boolean;
}

/**
 * Hides small counts, and as many others, the smallest first, as it takes that none follows from the sum and the rest: at least two are hidden, they are not
 * few together, and they are not so few, or so many, that each can only be one number.
 */
export function hideSmall(counts: readonly number[]): HiddenCounts {
  const places = new Set(counts.flatMap((count, place) => (isSmall(count) ? [place] : [])));
  if (places.size === 0) return { places, total: false };
  const others = counts
    .map((count, place) => ({ count, place }))
    .filter(({ count }) => count >= SUPPRESSED_BELOW)
    .sort((a, b) => a.count - b.count || a.place - b.place);
  while (followFromSum([...places].map((place) => counts[place]!)) && others.length > 0)
    places.add(others.shift()!.place);
  return { places, total: followFromSum([...places].map((place) => counts[place]!)) };
}

/** Whether those who know the sum of hidden counts, and why they are hidden, know one of them. */
function followFromSum(hidden: readonly number[]): boolean {
  const sum = hidden.reduce((all, count) => all + count, 0);
  const isExtreme = hidden.every(isSmall) && (sum === hidden.length || sum === hidden.length * (SUPPRESSED_BELOW - 1));
  return hidden.length < 2 || sum < SUPPRESSED_BELOW || isExtreme;
}

/** What was said of a category by those who decided. */
export interface Split {
  readonly decided: number;
  readonly granted: number;
  readonly denied: number;
}

/** The parts of a split: together they are all who decided, so that two of them tell the third. */
const partsOf = ({ decided, granted, denied }: Split): readonly number[] => [
  granted,
  denied,
  decided - granted - denied,
];

/**
 * Hides how a category was decided in each group in which a part is small, in those whose size is hidden anyway, and in as many others, the smallest first, as it takes
 * that what is hidden does not follow from the sums and the rest: at least two groups, of whom not few decided either way, and not all the same.
 *
 * @param sizes which groups' sizes are hidden, and whether that of all is
 */
export function hideSplits(splits: readonly Split[], sizes: HiddenCounts): HiddenCounts {
  const places = new Set(
    splits.flatMap((split, i) => (sizes.places.has(i) || partsOf(split).some(isSmall) ? [i] : [])),
  );
  if (places.size === 0) return { places, total: false };
  const others = splits
    .map(({ decided }, place) => ({ decided, place }))
    .filter(({ decided, place }) => decided > 0 && !places.has(place))
    .sort((a, b) => a.decided - b.decided || a.place - b.place);
  while (splitsFollow([...places].map((place) => splits[place]!)) && others.length > 0)
    places.add(others.shift()!.place);
  return { places, total: sizes.total || splitsFollow([...places].map((place) => splits[place]!)) };
}

function splitsFollow(hidden: readonly Split[]): boolean {
  const sums = hidden.map(partsOf).reduce((all, parts) => all.map((sum, i) => sum + parts[i]!), [0, 0, 0]);
  const isEveryoneAlike = sums.filter((sum) => sum > 0).length < 2;
  return hidden.filter(({ decided }) => decided > 0).length < 2 || sums.some(isSmall) || isEveryoneAlike;
}
