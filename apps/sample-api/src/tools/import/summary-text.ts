import { type ImportSummary } from '@nest-privacy/analytics';

/** What reasons mean that do not say it by their names. */
const REASONS: Readonly<Record<string, string>> = {
  method: 'other than GET',
  status: 'neither shown nor missing, by their status',
  part: 'images, style sheets, other parts and files',
  bot: 'of machines',
  'empty-user-agent': 'without a user agent',
  future: 'of times that are yet to come',
  malformed: 'that cannot be read',
  poison: 'that the database refuses',
};

const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);

const row = (count: number, what: string): string => `  ${String(count).padStart(10)}  ${what}`;

/** The summary of an import for people. */
export function summaryText(summary: ImportSummary, purpose: 'store' | 'count' = 'store'): string {
  const { lines, pageviews, misses, leftOut, malformedLines, statuses, first, last } = summary;
  const left = Object.entries(leftOut).map(([reason, count]) => {
    const where = reason === 'malformed' ? `; the first are line ${malformedLines.join(', ')}` : '';
    return row(count, `${REASONS[reason] ?? reason}${where}`);
  });
  const { added, known, resumedAfter, site } = summary;
  return [
    `${lines} lines${first === null || last === null ? '' : ` of ${dayOf(first)} to ${dayOf(last)} (UTC)`}, for the site "${site}":`,
    row(pageviews, 'page views'),
    row(misses, 'pages that were not there'),
    ...(left.length > 0 ? ['Left out:', ...left] : []),
    'By status:',
    ...Object.entries(statuses).map(([status, count]) => row(count, status)),
    ...(resumedAfter > 0 ? [`An earlier import had done ${resumedAfter} of the lines.`] : []),
    purpose === 'count' ? 'Nothing was stored.' : `${added} events were added, ${known} were there already.`,
  ].join('\n');
}
