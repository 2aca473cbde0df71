import { type Answer } from './replayer.js';

const percentile = (sorted: readonly number[], share: number): string =>
  (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(1);

const MEANINGS: Readonly<Record<number, string>> = {
  0: 'no answer',
  200: '200, pages',
  404: '404, files, and what the log says was no page either',
};

/**
 * What came of a replay, for people.
 *
 * @param unreadable lines that were no requests
 * @param seconds that it took
 */
export function report(answers: readonly Answer[], unreadable: number, seconds: number): string {
  const byStatus = new Map<number, number>();
  for (const { status } of answers) byStatus.set(status, (byStatus.get(status) ?? 0) + 1);
  const times = answers.map(({ milliseconds }) => milliseconds).sort((a, b) => a - b);
  const statuses = [...byStatus]
    .sort(([a], [b]) => a - b)
    .map(([status, count]) => `  ${MEANINGS[status] ?? status}: ${count}`);
  return [
    `${answers.length} requests in ${seconds.toFixed(1)} s (${Math.round(answers.length / seconds)}/s); ${unreadable} lines were no requests`,
    ...statuses,
    `  time: median ${percentile(times, 0.5)} ms, p99 ${percentile(times, 0.99)} ms`,
  ].join('\n');
}
