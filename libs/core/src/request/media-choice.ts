const RANGE = /^\s*([a-z0-9.+*-]+\/[a-z0-9.+*-]+)\s*(?:;(.*))?$/i;
/** Ranges of one header that are read. */
const MOST_RANGES = 32;

/** How exactly a range names a type: 2 by itself, 1 by its main type, 0 by `*` + `/*`, -1 not at all. */
function exactness(range: string, type: string): number {
  if (range === type) return 2;
  if (range === `${type.split('/')[0]!}/*`) return 1;
  return range === '*/*' ? 0 : -1;
}

const weightOf = (parameters = ''): number => {
  const [, q = '1'] = /(?:^|;)\s*q=([0-9.]+)\s*(?:;|$)/i.exec(parameters) ?? [];
  return Math.min(Number(q) || 0, 1);
};

/**
 * Which of the types a client would like most by its `Accept` (RFC 9110, 12.5.1): the most exact range decides about a type, and the first of equals is taken.
 *
 * @returns `undefined` where it takes none
 */
export function chosenType<T extends string>(accept: string | undefined, types: readonly [T, ...T[]]): T | undefined {
  if (accept === undefined || accept.trim() === '') return types[0];
  const ranges = accept
    .split(',')
    .slice(0, MOST_RANGES)
    .map((part) => RANGE.exec(part))
    .filter((match) => match !== null)
    .map(([, range, parameters]) => ({ range: range!.toLowerCase(), weight: weightOf(parameters) }));
  const wishes = types.map((type) => {
    const fitting = ranges
      .map((wish) => ({ ...wish, exact: exactness(wish.range, type) }))
      .filter(({ exact }) => exact >= 0);
    return { type, weight: fitting.sort((a, b) => b.exact - a.exact)[0]?.weight ?? 0 };
  });
  const [best] = wishes.sort((a, b) => b.weight - a.weight);
  return best && best.weight > 0 ? best.type : undefined;
}
