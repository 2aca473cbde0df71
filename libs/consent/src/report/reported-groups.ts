import { type ReportCounts, type ReportedCounts, type ReportedGroup } from './report-cells.js';
import { type HiddenCounts, hideSmall, hideSplits } from './suppression.js';

/** What may be told. */
export interface ReportedCells {
  readonly items: readonly ReportedGroup[];
  readonly total: ReportedCounts;
}

/** What is hidden of each measure. */
interface Hidden {
  readonly shown: HiddenCounts;
  readonly decided: HiddenCounts;
  readonly withdrawn: HiddenCounts;
  readonly categories: Readonly<Record<string, HiddenCounts>>;
}

/**
 * Leaves out what would tell of few people, in the groups or by their sum.
 *
 * @param total of all groups; how often the notice was shown is known of it also where it is not known of them
 * @param categories every optional one
 */
export function reportedGroups(
  groups: readonly ReportCounts[],
  total: ReportCounts,
  categories: readonly string[],
): ReportedCells {
  const hidden = hiddenIn(groups, total, categories);
  const isHidden = (place: number | 'total') => (counts: HiddenCounts) =>
    place === 'total' ? counts.total : counts.places.has(place);
  return {
    items: groups.map((group, i) => ({
      value: group.value === '' ? null : group.value,
      ...told(group, hidden, isHidden(i)),
    })),
    total: told(total, hidden, isHidden('total')),
  };
}

function hiddenIn(groups: readonly ReportCounts[], total: ReportCounts, categories: readonly string[]): Hidden {
  const decided = hideSmall(groups.map((group) => group.decided));
  const splitsOf = (category: string): HiddenCounts =>
    hideSplits(
      groups.map((group) => ({ decided: group.decided, ...(group.categories[category] ?? NOTHING) })),
      decided,
    );
  const shownByGroup = groups.every(({ shown }) => shown !== null);
  return {
    shown: hideSmall(shownByGroup ? groups.map(({ shown }) => shown!) : [total.shown ?? 0]),
    decided,
    withdrawn: hideSmall(groups.map((group) => group.withdrawn)),
    categories: Object.fromEntries(categories.map((category) => [category, splitsOf(category)])),
  };
}

const NOTHING = { granted: 0, denied: 0 };

function told(counts: ReportCounts, hidden: Hidden, isHidden: (counts: HiddenCounts) => boolean): ReportedCounts {
  const suppressed: string[] = [];
  const unless = <T>(name: string, column: HiddenCounts, value: T): T | null => {
    if (!isHidden(column)) return value;
    suppressed.push(name);
    return null;
  };
  const shown = counts.shown === null ? null : unless('shown', hidden.shown, counts.shown);
  const decided = unless('decided', hidden.decided, counts.decided);
  const withdrawn = unless('withdrawn', hidden.withdrawn, counts.withdrawn);
  const categories = Object.entries(hidden.categories).map(([category, column]) => {
    const split = unless(category, column, counts.categories[category] ?? NOTHING) ?? { granted: null, denied: null };
    const of = (whole: number | null) => ({
      granted: share(split.granted, whole),
      denied: share(split.denied, whole),
    });
    return [category, { ...split, ofShown: of(shown), ofDecided: of(decided) }] as const;
  });
  return {
    shown,
    decided,
    decidedOfShown: share(decided, shown),
    withdrawn,
    categories: Object.fromEntries(categories),
    suppressed,
  };
}

/** To four places, as a share is read; none where more decided than were shown the notice, for those who decide again, or without it, are counted as well. */
const share = (part: number | null, whole: number | null): number | null =>
  part === null || whole === null || whole === 0 || part > whole ? null : Math.round((part / whole) * 10_000) / 10_000;
