import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { SingleBar } from 'cli-progress';
import { AnswerWatch, ReplayError } from './answer-watch.js';
import { type LoggedRequest, parseCombinedLogLine } from './combined-log.js';
import { type Answer, replay } from './replayer.js';
import { report } from './report.js';

const USAGE = `Usage: npm run replay -- <access.log> [--url http://127.0.0.1:3000] [--times now|kept] [--limit n] [--concurrency n]

Sends every line of a log in the combined format to a running server as the request it was. The server believes the
client addresses only when it trusts this machine as a proxy: start it with TRUSTED_PROXIES=127.0.0.1.

  --times kept  counts each request at the time the log has, one after the other: start the server with
                REPLAY_FROM=<first day of the log> and a DATA_DIR of its own. Default: now
`;

/** Visitors without consent are known by the salt of a day, which is gone two days later: the server has made events of what it was sent by then. */
const MIDNIGHT_PAUSE_MS = 1_500;

interface Plan {
  readonly requests: readonly LoggedRequest[];
  readonly unreadable: number;
  readonly url: URL;
  readonly times: 'now' | 'kept';
  readonly concurrency: number;
}

const count = (text: string, otherwise: number): number => {
  if (!/^\d{1,9}$/.test(text)) throw new ReplayError(USAGE);
  return Number(text) || otherwise;
};

/** @throws ReplayError */
function readPlan(): Plan {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      url: { type: 'string', default: 'http://127.0.0.1:3000' },
      times: { type: 'string', default: 'now' },
      limit: { type: 'string', default: '0' },
      concurrency: { type: 'string', default: '16' },
    },
  });
  const [file] = positionals;
  const { times, url } = values;
  if (file === undefined || !URL.canParse(url) || (times !== 'now' && times !== 'kept')) throw new ReplayError(USAGE);
  const all = readFileSync(file, 'utf8').split('\n').filter(Boolean);
  const lines = all.slice(0, count(values.limit, all.length));
  const requests = lines.flatMap((line) => parseCombinedLogLine(line) ?? []);
  if (requests.length === 0) throw new ReplayError(`${file} has no request in the combined format.`);
  const unreadable = lines.length - requests.length;
  // A clock that follows the requests is right for one at a time, in the order in which they came.
  if (times === 'kept') requests.sort((a, b) => a.at - b.at);
  const concurrency = times === 'kept' ? 1 : count(values.concurrency, 1);
  return { requests, unreadable, url: new URL(url), times, concurrency };
}

const dayOf = ({ at }: LoggedRequest): number => Math.floor(at / 86_400_000);

/** Waits a moment wherever a day begins. */
async function* dayByDay(requests: readonly LoggedRequest[]): AsyncGenerator<LoggedRequest> {
  for (const [i, logged] of requests.entries()) {
    if (i > 0 && dayOf(logged) !== dayOf(requests[i - 1]!)) await pause(MIDNIGHT_PAUSE_MS);
    yield logged;
  }
}

async function main(): Promise<void> {
  const { requests, unreadable, url, times, concurrency } = readPlan();
  const watch = new AnswerWatch(url, times);
  const bar = new SingleBar({ format: '{bar} {value}/{total} | {eta_formatted}', hideCursor: true });
  const answers: Answer[] = [];
  const started = performance.now();
  bar.start(requests.length, 0);
  try {
    await replay(times === 'kept' ? dayByDay(requests) : requests, {
      url,
      concurrency,
      onAnswer: (answer, logged) => {
        watch.see(answer, logged);
        answers.push(answer);
        bar.increment();
      },
    });
  } finally {
    bar.stop();
  }
  console.log(report(answers, unreadable, (performance.now() - started) / 1000));
  if (answers.some(({ status }) => status === 0)) process.exitCode = 1;
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
