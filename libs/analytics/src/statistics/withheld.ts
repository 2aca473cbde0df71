/**
 * Which of some numbers are withheld so that each that is shown is of enough visitors, and those that are not shown are of enough together: whoever takes the shown
 * from the whole learns only of a crowd. Visitors of several values do not add up, for one of them may have all; so one value that has enough by itself goes with the small ones.
 *
 * @param visitors of each
 * @param floor how many are enough
 * @returns their places
 */
export function withheld(visitors: readonly number[], floor: number): ReadonlySet<number> {
  const places = [...visitors.keys()];
  const small = places.filter((i) => visitors[i]! < floor);
  if (small.length === 0) return new Set();
  const [cover] = places.filter((i) => visitors[i]! >= floor).sort((a, b) => visitors[a]! - visitors[b]! || b - a);
  return new Set(cover === undefined ? small : [...small, cover]);
}
