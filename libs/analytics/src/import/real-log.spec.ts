import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { isbot } from 'isbot';
import { testDatabases } from '@nest-privacy/core/testing';
import { type AnalyticsApp, startAnalyticsApp } from '../../test/analytics-app.js';
import { type AnalyticsEvent } from '../event/analytics-event.js';
import { AnalyticsStore } from '../store/analytics-store.js';
import { AccessLogImporter } from './access-log-importer.js';
import { type ImportSummary } from './import-summary.js';
import { LogFile } from './log-file.js';

/** 5,000 lines of a real server; where they are from says `access.log.NOTICE` beside it. */
const LOG = join(__dirname, '../../../../test/fixtures/access-whole.log.gz');
const LONGEST_TEXT = 512;

/** What the paths of this log end in that is no page. */
const FILE = /\.(?:png|css|ico|txt|gif|jpe?g|js|jar|ttf|pdf|xml|svg|exe|xsl|woff|swf|gz|doc)$/;
/** Two fonts are named by a hash, which is masked like every random string; they are files, but some ask for them with more behind the name. */
const HASH = /(?<=\/fonts\/)[\w-]{43}(?=\.ttf)/;

type Tally = Record<string, number>;

const tally = (values: readonly string[]): Tally => {
  const counts: Tally = {};
  for (const value of values) if (value !== '') counts[value] = (counts[value] ?? 0) + 1;
  return counts;
};

/** A line by the places of its quotation marks, and nothing of the suite. */
const fields = (line: string) => {
  const [start = '', request = '', result = '', referrer = '', , agent = ''] = line.split('"');
  const [method = '', target = ''] = request.split(' ');
  return {
    day: /\[(\d\d)\/May\/2015/.exec(start)![1]!,
    address: start.split(' ')[0]!,
    method,
    path: target.split('?')[0]!,
    status: result.trim().split(' ')[0]!,
    referrer,
    agent,
  };
};

function referrerIn(field: string): string {
  const [, scheme, host, path] = /^(https?:\/\/)([^/?#]+)([^?#]*)/.exec(field) ?? [];
  if (host === undefined) return 'direct';
  return host === 'www.semicomplete.com' ? 'internal' : `${scheme}${host}${path || '/'}`.slice(0, LONGEST_TEXT);
}

const lines = gunzipSync(readFileSync(LOG)).toString().split('\n').filter(Boolean).map(fields);
const gets = lines.filter(({ method }) => method === 'GET');
const pages = gets.filter(({ path }) => !FILE.test(path));
const isPerson = ({ agent }: { agent: string }): boolean => agent !== '-' && !isbot(agent);
const asked = pages.filter(isPerson);
const shown = asked.filter(({ status }) => status.startsWith('2'));
const missing = asked.filter(({ status }) => status === '404');

describe.each(testDatabases())('a real log imported into $name', (database) => {
  let app: AnalyticsApp;
  let folder: string;
  let summary: ImportSummary;
  const stored: AnalyticsEvent[] = [];

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'import-'));
    app = await startAnalyticsApp({
      database,
      core: { sites: [{ id: 'blog', hosts: ['www.semicomplete.com'] }] },
      analytics: { newTextsPerHour: 1_000_000 },
    });
    const store = app.app.get<AnalyticsStore>(AnalyticsStore);
    const append = store.append.bind(store);
    jest.spyOn(store, 'append').mockImplementation(async (events) => {
      const fresh = await append(events);
      stored.push(...fresh);
      return fresh;
    });
    summary = await app.app.get(AccessLogImporter).import(await LogFile.of(LOG));
  }, 120_000);
  afterAll(async () => {
    jest.restoreAllMocks();
    await app.close();
    rmSync(folder, { recursive: true });
  });

  const views = (): AnalyticsEvent[] =>
    stored.filter(({ kind, audience }) => kind === 'pageview' && audience === 'people');
  const misses = (): AnalyticsEvent[] =>
    stored.filter(({ kind, audience }) => kind === 'miss' && audience === 'people');
  const dayOf = ({ at }: AnalyticsEvent): string => new Date(at).toISOString().slice(8, 10);

  it('has as many lines of each kind as the log itself', () => {
    expect(summary).toMatchObject({
      lines: 5_000,
      pageviews: shown.length,
      misses: missing.length,
      leftOut: {
        method: lines.length - gets.length,
        status: gets.filter(({ status }) => !/^(?:2..|404)$/.test(status)).length,
        part: gets.filter(({ status, path }) => /^(?:2..|404)$/.test(status) && FILE.test(path)).length,
      },
      malformedLines: [],
      statuses: tally(lines.map(({ status }) => status)),
    });
    const { leftOut } = summary;
    const left = Object.values(leftOut).reduce((sum, one) => sum + one, 0);
    expect(summary.pageviews + summary.misses + left).toBe(5_000);
    expect(leftOut['empty-user-agent']).toBe(
      pages.filter(({ agent, status }) => agent === '-' && /^(?:2..|404)$/.test(status)).length,
    );
    expect([views().length, misses().length]).toEqual([shown.length, missing.length]);
  });

  it('has each page on its day', () => {
    const named = (day: string, page: string): string => `${day} ${page.replace(HASH, ':token')}`;
    expect(tally(views().map((event) => named(dayOf(event), event.page)))).toEqual(
      tally(shown.map(({ day, path }) => named(day, path))),
    );
    expect(tally(misses().map((event) => named(dayOf(event), event.page)))).toEqual(
      tally(missing.map(({ day, path }) => named(day, path))),
    );
  });

  it('has each referrer', () => {
    expect(tally(views().map(({ referrer }) => referrer))).toEqual(
      tally(shown.map(({ referrer }) => referrerIn(referrer))),
    );
  });

  it('has the visitors of each day', () => {
    const visitors = new Set(
      stored.filter(({ audience }) => audience === 'people').map((event) => `${dayOf(event)} ${event.visitor}`),
    );
    const known = [...shown, ...missing].map(({ day, address, agent }) => `${day} ${address} ${agent}`);
    expect(visitors.size).toBe(new Set(known).size);
  });

  it('adds nothing another time, nor plain', async () => {
    const importer = app.app.get(AccessLogImporter);
    const known = { added: 0, known: stored.length, pageviews: shown.length };
    expect(await importer.import(await LogFile.of(LOG))).toMatchObject(known);
    const plain = join(folder, 'access.log');
    writeFileSync(plain, gunzipSync(readFileSync(LOG)));
    expect(await importer.import(await LogFile.of(plain))).toMatchObject(known);
  });
});
