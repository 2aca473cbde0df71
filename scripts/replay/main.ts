import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { SingleBar } from 'cli-progress';
import { parseCombinedLogLine } from './combined-log.js';
import { type Answer, replay } from './replayer.js';

const USAGE = `Usage: npm run replay -- <access.log> [--url http://127.0.0.1:3000] [--limit n] [--concurrency n]

Sends every line of a log in the combined format to a running server as the request it was. The server believes the
client addresses only when it trusts this machine as a proxy: start it with TRUSTED_PROXIES=127.0.0.1.
`;

const percentile = (sorted: readonly number[], share: number): string =>
  (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(1);

function report(answers: readonly Answer[], unreadable: number, seconds: number): string {
  const byStatus = new Map<number, number>();
  for (const { status } of answers) byStatus.set(status, (byStatus.get(status) ?? 0) + 1);
  const times = answers.map(({ milliseconds }) => milliseconds).sort((a, b) => a - b);
  const statuses = [...byStatus]
    .sort(([a], [b]) => a - b)
    .map(([status, count]) => `  ${status || 'no answer'}: ${count}`);
  return [
    `${answers.length} requests in ${seconds.toFixed(1)} s (${Math.round(answers.length / seconds)}/s); ${unreadable} lines were no requests`,
    ...statuses,
    `  time: median ${percentile(times, 0.5)} ms, p99 ${percentile(times, 0.99)} ms`,
  ].join('\n');
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      url: { type: 'string', default: 'http://127.0.0.1:3000' },
      limit: { type: 'string', default: '0' },
      concurrency: { type: 'string', default: '16' },
    },
  });
  const [file] = positionals;
  if (file === undefined) throw new Error(USAGE);

  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
  const limit = Number(values.limit) || lines.length;
  const requests = lines.slice(0, limit).flatMap((line) => parseCombinedLogLine(line) ?? []);
  const bar = new SingleBar({ format: '{bar} {value}/{total} | {eta_formatted}', hideCursor: true });
  const answers: Answer[] = [];

  bar.start(requests.length, 0);
  const started = performance.now();
  await replay(requests, {
    url: new URL(values.url),
    concurrency: Number(values.concurrency),
    onAnswer: (answer) => {
      answers.push(answer);
      bar.increment();
    },
  });
  bar.stop();
  console.log(report(answers, Math.min(limit, lines.length) - requests.length, (performance.now() - started) / 1000));
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
