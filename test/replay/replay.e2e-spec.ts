import { setTimeout as pause } from 'node:timers/promises';
import { Admin } from '../../apps/sample-api/test/admin.js';
import { type AppProcess, startProcess } from '../../apps/sample-api/test/app-process.js';
import { type PreparedPlatform, platforms } from '../../apps/sample-api/test/platforms.js';
import { replay } from '../../scripts/replay/replayer.js';
import { settled } from '../e2e/eventually.js';
import { scrape } from '../e2e/scrape.js';
import { breakdown } from './breakdown.js';
import { fixtureLines, requestsOf } from './fixture-log.js';
import { countLog, type LogCount } from './log-count.js';

const DAY_MS = 86_400_000;
/** Longer than a replay takes. */
const REPLAY_MS = 60_000;

/** A visitor is a person for one day of UTC, so a replay must not run across midnight. */
const clearOfMidnight = async (): Promise<void> => {
  const left = DAY_MS - (Date.now() % DAY_MS);
  if (left < REPLAY_MS) await pause(left);
};

describe.each(platforms())('the replay of a real log ($name)', (platform) => {
  let prepared: PreparedPlatform;
  let api: AppProcess;
  let processes: AppProcess[];

  beforeAll(async () => {
    prepared = await platform.prepare();
    const variables = { ...prepared.variables, TRUSTED_PROXIES: '127.0.0.1', LOG_LEVEL: 'warn' };
    const roles = 'REDIS_URL' in variables ? ['api', 'worker'] : ['all'];
    processes = await Promise.all(roles.map((ROLE) => startProcess({ ...variables, ROLE })));
    api = processes[0]!;
  });
  afterAll(async () => {
    await Promise.all(processes.map((app) => app.stop()));
    await prepared.drop();
  });

  it(
    'counts exactly what the log itself says',
    async () => {
      await clearOfMidnight();
      const lines = fixtureLines();
      const expected = countLog(lines, new URL(api.url).host);
      const statuses = { 200: 0, 400: 0, 404: 0 } as Record<number, number>;
      await replay(requestsOf(lines), {
        url: new URL(api.url),
        concurrency: 16,
        onAnswer: ({ status }) => (statuses[status] = (statuses[status] ?? 0) + 1),
      });
      expect(statuses).toEqual({
        200: lines.length - expected.refused - expected.noPages,
        400: expected.refused,
        404: expected.noPages,
      });
      await settled(api);

      const admin = new Admin(api);
      const numbers = await scrape(api);
      const { pageviews, visitors, events } = await admin.numbers();
      const counted: LogCount = {
        pageviews,
        misses: numbers.value('analytics_events_total', 'kind="miss"') ?? 0,
        visitors,
        pages: await breakdown(admin, 'page'),
        referrers: await breakdown(admin, 'referrer'),
        dropped: {
          bot: numbers.value('analytics_dropped_total', 'reason="bot"') ?? 0,
          'empty-user-agent': numbers.value('analytics_dropped_total', 'reason="empty-user-agent"') ?? 0,
        },
        refused: statuses[400]!,
        noPages: statuses[404]!,
      };
      expect(counted).toEqual(expected);
      expect(events).toBe(0);
      expect(numbers.value('analytics_dropped_total')).toBe(
        expected.dropped.bot + expected.dropped['empty-user-agent'],
      );
      expect(numbers.value('analytics_events_total')).toBe(expected.pageviews + expected.misses);
    },
    3 * REPLAY_MS,
  );
});
