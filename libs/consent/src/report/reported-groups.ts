import { type ReportCounts, type ReportedCounts, type ReportedGroup } from './report-cells.js';
import { type RoundedCount } from './rounding.js';

/** What may be told. */
export interface ReportedCells {
  readonly items: readonly ReportedGroup[];
  readonly total: ReportedCounts;
}

const NOTHING = { granted: 0, denied: 0 };

/**
 * Counts as they are told, with the shares that follow from them.
 *
 * @param total of all groups, rounded by itself: it may be some tens more or less than what they add up to
 * @param categories every optional one
 */
export const reportedGroups = (
  groups: readonly ReportCounts[],
  total: ReportCounts,
  categories: readonly string[],
): ReportedCells => ({
  items: groups.map((group) => ({ value: group.value === '' ? null : group.value, ...told(group, categories) })),
  total: told(total, categories),
});

function told(counts: ReportCounts, names: readonly string[]): ReportedCounts {
  const suppressed = new Set<string>();
  const tell = (name: string, count: RoundedCount | null): number | null => {
    if (count !== 'few') return count;
    suppressed.add(name);
    return null;
  };
  const shown = tell('shown', counts.shown);
  const decided = tell('decided', counts.decided);
  const withdrawn = tell('withdrawn', counts.withdrawn);
  const categories = names.map((category) => {
    const of = counts.categories[category] ?? NOTHING;
    const [granted, denied] = [tell(category, of.granted), tell(category, of.denied)];
    const ofShown = { granted: shareOfShown(granted, shown), denied: shareOfShown(denied, shown) };
    const ofDecided = { granted: shareOfDecided(granted, decided), denied: shareOfDecided(denied, decided) };
    return [category, { granted, denied, ofShown, ofDecided }] as const;
  });
  return {
    shown,
    decided,
    decidedOfShown: shareOfShown(decided, shown),
    withdrawn,
    categories: Object.fromEntries(categories),
    suppressed: [...suppressed],
  };
}

/** To four places, as a share is read. */
const share = (part: number | null, whole: number | null): number | null =>
  part === null || whole === null || whole === 0 ? null : Math.round((part / whole) * 10_000) / 10_000;

/** All at most: both are rounded, each by itself, and nobody grants or denies who does not decide. */
function shareOfDecided(part: number | null, decided: number | null): number | null {
  const exact = share(part, decided);
  return exact === null ? null : Math.min(exact, 1);
}

/** None where more decided than were shown the notice: those who decide again, or without it, are counted as well. */
const shareOfShown = (part: number | null, shown: number | null): number | null =>
  part !== null && shown !== null && part > shown ? null : share(part, shown);
