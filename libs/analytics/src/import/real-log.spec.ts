import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { testDatabases } from '@nest-privacy/core/testing';
import { type AnalyticsApp, startAnalyticsApp } from '../../test/analytics-app.js';
import { type AskedPage, CountedLog, type Tally, tally } from '../../test/counted-log.js';
import { AnalyticsStatistics } from '../statistics/analytics-statistics.js';
import { type Filter } from '../statistics/filter.js';
import { AccessLogImporter } from './access-log-importer.js';
import { type ImportSummary } from './import-summary.js';
import { LogFile } from './log-file.js';

/** 5,000 lines of a real server; where they are from says `access.log.NOTICE` beside it. */
const LOG = join(__dirname, '../../../../test/fixtures/access-whole.log.gz');
const text = gunzipSync(readFileSync(LOG)).toString();
const log = new CountedLog(text);
const asked = log.asked();
const DAYS = [...new Set(asked.map(({ day }) => day))].sort();
const AT_ONCE = 200;

/** Holds for every event, and has the numbers counted from the events instead of read from their sums. */
const EVERYBODY: Filter = { dimension: 'host', operator: 'is_not', value: 'nowhere.example' };
const of = (kind: AskedPage['kind']): readonly AskedPage[] => asked.filter((one) => one.kind === kind);
const mean = (values: readonly number[]): number => values.reduce((sum, one) => sum + one, 0) / values.length;

describe.each(testDatabases())('a real log imported into $name', (database) => {
  let app: AnalyticsApp;
  let folder: string;
  let summary: ImportSummary;
  let statistics: AnalyticsStatistics;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'import-'));
    app = await startAnalyticsApp({
      database,
      core: { sites: [{ id: 'blog', hosts: ['www.semicomplete.com'] }] },
      analytics: { newTextsPerHour: 1_000_000 },
    });
    statistics = app.app.get(AnalyticsStatistics);
    summary = await app.app.get(AccessLogImporter).import(await LogFile.of(LOG));
  }, 120_000);
  afterAll(async () => {
    await app.close();
    rmSync(folder, { recursive: true });
  });

  it('has as many lines of each kind and status as the log itself', () => {
    expect(summary).toMatchObject({
      lines: 5_000,
      pageviews: of('pageview').length,
      misses: of('miss').length,
      leftOut: log.leftOut,
      malformedLines: [],
      statuses: log.statuses,
    });
    expect(Object.values(log.leftOut).reduce((sum, one) => sum + one, asked.length)).toBe(5_000);
  });

  describe.each([
    ['their sums', undefined],
    ['the events themselves', EVERYBODY],
  ])('as the statistics tell it from %s', (_from, filter) => {
    it('has the page views, missing pages, visitors and visits of each day', async () => {
      const visits = log.visits();
      const scope = { site: 'blog', from: DAYS[0]!, to: DAYS.at(-1)! };
      const metrics = ['pageviews', 'misses', 'visitors', 'visits', 'bounceRate', 'duration'] as const;
      const { series, meta } = await statistics.timeSeries(scope, 'day', { metrics, filter });
      expect(meta).toMatchObject({ visitors: { exact: true } });
      expect(series).toEqual(
        DAYS.map((day) => {
          const begun = visits.filter((visit) => visit.day === day);
          const views = of('pageview').filter((view) => view.day === day);
          return {
            time: `${day}T00:00:00.000Z`,
            metrics: {
              pageviews: views.length,
              misses: of('miss').filter((miss) => miss.day === day).length,
              visitors: new Set(views.map(({ who }) => who)).size,
              visits: begun.length,
              bounceRate: expect.closeTo(mean(begun.map(({ hasBounced }) => Number(hasBounced)))),
              duration: expect.closeTo(mean(begun.map(({ duration }) => duration))),
            },
          };
        }),
      );
    });

    async function told(day: string, dimension: 'page' | 'referrer' | 'keyword' | 'browser', kind: AskedPage['kind']) {
      const counts: Record<string, number> = {};
      const sort = kind === 'miss' ? 'misses' : 'pageviews';
      const options = { metrics: [sort], sort, filter } as const;
      const scope = { site: 'blog', from: day, to: day };
      let cursor: string | undefined;
      do {
        const page = await statistics.breakdown(scope, dimension, { limit: AT_ONCE, cursor }, options);
        for (const { value, metrics } of page.items) counts[value] = metrics[sort]!;
        cursor = page.nextCursor ?? undefined;
      } while (cursor !== undefined);
      return counts;
    }

    it.each(['page', 'referrer', 'keyword', 'browser'] as const)('has each %s of each day', async (dimension) => {
      for (const kind of ['pageview', 'miss'] as const)
        for (const day of DAYS) {
          const counted: Tally = tally(
            of(kind)
              .filter((one) => one.day === day)
              .map((one) => one[dimension]),
          );
          expect(await told(day, dimension, kind)).toEqual(counted);
        }
    });
  });

  it('adds nothing another time, nor plain', async () => {
    const importer = app.app.get(AccessLogImporter);
    const known = { added: 0, known: summary.added, pageviews: of('pageview').length };
    expect(await importer.import(await LogFile.of(LOG))).toMatchObject(known);
    const plain = join(folder, 'access.log');
    writeFileSync(plain, text);
    expect(await importer.import(await LogFile.of(plain))).toMatchObject(known);
  });
});
