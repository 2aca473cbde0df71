import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { testDatabases } from '@nest-privacy/core/testing';
import { type AnalyticsApp, startAnalyticsApp } from '../../test/analytics-app.js';
import { AnalyticsImportEntity } from '../entities/analytics-import.entity.js';
import { type AnalyticsEvent } from '../event/analytics-event.js';
import { AnalyticsStore } from '../store/analytics-store.js';
import { AccessLogImporter } from './access-log-importer.js';
import { emptyTally } from './import-tally.js';
import { LogFile } from './log-file.js';
import { LONGEST_LINE } from './log-lines.js';
import { LogStream } from './log-stream.js';

const FOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:38.0) Gecko/20100101 Firefox/38.0';
const SITES = [
  { id: 'blog', hosts: ['blog.example'] },
  { id: 'shop', hosts: ['shop.example', '*.shop.example'] },
];

interface Told {
  readonly address?: string;
  readonly second?: number;
  readonly request?: string;
  readonly status?: number;
  readonly referrer?: string;
  readonly agent?: string;
}

const line = ({
  address = '203.0.113.9',
  second = 0,
  request = 'GET / HTTP/1.1',
  status = 200,
  referrer = '-',
  agent = FOX,
}: Told = {}): string => {
  const [, day, month, year, time] = /^\w+, (\d+) (\w+) (\d+) (\S+)/.exec(
    new Date(Date.UTC(2015, 4, 17) + second * 1_000).toUTCString(),
  )!;
  return `${address} - - [${day}/${month}/${year}:${time} +0000] "${request}" ${status} 12 "${referrer}" "${agent}"`;
};

const page = (second: number): string => line({ second, request: `GET /${second % 7} HTTP/1.1` });
const count = (length: number, from = 0): string[] => Array.from({ length }, (_none, i) => page(from + i));

describe.each(testDatabases())('the import of an access log into $name', (database) => {
  let app: AnalyticsApp;
  let store: AnalyticsStore;
  let importer: AccessLogImporter;
  let folder: string;
  let files = 0;
  /** What is new in the store. */
  let stored: AnalyticsEvent[];

  const fileOf = (content: string | Buffer, name = `access-${(files += 1)}.log`): Promise<LogFile> => {
    writeFileSync(join(folder, name), content);
    return LogFile.of(join(folder, name));
  };
  const imported = async (lines: readonly string[], options = {}) =>
    importer.import(await fileOf(lines.map((one) => `${one}\n`).join('')), options);
  const unfinished = (): Promise<number> => app.source.getRepository(AnalyticsImportEntity).count();

  const append = async (
    original: AnalyticsStore['append'],
    events: readonly AnalyticsEvent[],
  ): Promise<readonly AnalyticsEvent[]> => {
    const fresh = await original(events);
    stored.push(...fresh);
    return fresh;
  };

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'import-'));
    app = await startAnalyticsApp({
      database,
      core: { sites: SITES },
      analytics: { bots: 'drop', ignorePaths: ['/internal/**'], newTextsPerHour: 1_000_000, secrets: ['s'.repeat(32)] },
    });
    store = app.app.get(AnalyticsStore);
    importer = app.app.get(AccessLogImporter);
    stored = [];
    const original = store.append.bind(store);
    jest.spyOn(store, 'append').mockImplementation((events) => append(original, events));
  });
  afterEach(async () => {
    jest.restoreAllMocks();
    await app.close();
    rmSync(folder, { recursive: true });
  });

  it('makes events of page views and of missing pages, and says what it left out', async () => {
    const summary = await imported(
      [
        line({ referrer: 'http://blog.example/before' }),
        line({ request: 'GET /gone HTTP/1.1', status: 404 }),
        line({ request: 'GET /gone.png HTTP/1.1', status: 404 }),
        line({ request: 'GET /style.css?v=2 HTTP/1.1' }),
        line({ request: 'POST / HTTP/1.1' }),
        line({ status: 304 }),
        line({ status: 500 }),
        line({ agent: 'Googlebot/2.1 (+http://www.google.com/bot.html)' }),
        line({ agent: '-' }),
        line({ request: 'GET /internal/numbers HTTP/1.1' }),
        line({ request: 'GET /drafts/one HTTP/1.1' }),
        line({ second: 4e9 }),
        'nonsense',
        line({ request: '\\x16\\x03\\x01', status: 400 }),
      ],
      { ignorePaths: ['/drafts/*'] },
    );
    expect(summary).toEqual({
      site: 'blog',
      lines: 14,
      pageviews: 1,
      misses: 1,
      leftOut: {
        part: 2,
        method: 2,
        status: 2,
        bot: 1,
        'empty-user-agent': 1,
        'ignored-path': 2,
        future: 1,
        malformed: 1,
      },
      malformedLines: [13],
      statuses: { 200: 8, 304: 1, 400: 1, 404: 2, 500: 1 },
      first: Date.UTC(2015, 4, 17),
      last: expect.any(Number),
      added: 2,
      known: 0,
      resumedAfter: 0,
    });
    expect(stored).toEqual([
      expect.objectContaining({
        at: Date.UTC(2015, 4, 17),
        kind: 'pageview',
        site: 'blog',
        host: 'blog.example',
        page: '/',
        referrer: 'internal',
        browser: 'Firefox',
        activity: 'live',
        interactive: false,
        visitor: expect.stringMatching(/^[0-9a-f]{32}$/),
      }),
      expect.objectContaining({ kind: 'miss', page: '/gone', referrer: 'direct' }),
    ]);
    expect(await unfinished()).toBe(0);
  });

  it('adds nothing another time, whatever of it is in another file, and however it is packed', async () => {
    const lines = [...count(30), page(30), page(30), page(30)];
    expect(await imported(lines)).toMatchObject({ added: 33, known: 0 });
    expect(await imported(lines)).toMatchObject({ added: 0, known: 33, pageviews: 33 });
    const later = await fileOf(gzipSync([...lines.slice(20), ...count(5, 40)].join('\r\n')));
    expect(await importer.import(later)).toMatchObject({ added: 5, known: 13 });
    const again = new LogStream('a stream', (await fileOf(`\uFEFF${lines.join('\n')}`)).chunks(0));
    expect(await importer.import(again)).toMatchObject({ added: 0, known: 33 });
    expect(new Set(stored.map(({ id }) => id)).size).toBe(38);
    expect(await imported(lines, { site: 'shop' })).toMatchObject({ added: 33 });
  });

  it('knows a visitor for a day of UTC, and none of them afterwards', async () => {
    const lines = [
      line({ second: 0 }),
      line({ second: 86_399 }),
      line({ second: 86_400 }),
      line({ second: 1, address: '203.0.114.9' }),
      line({ second: 2, agent: FOX.replace('38', '39') }),
    ];
    await imported(lines);
    const [first, same, ...others] = stored.map(({ visitor }) => visitor);
    expect(first).toBe(same);
    expect(new Set([first, ...others]).size).toBe(4);
    stored = [];
    await imported(lines, { site: 'shop' });
    await imported([line({ second: 3 })]);
    expect(stored.map(({ visitor }) => visitor)).not.toContain(first);
  });

  it('goes on where it was when it failed, and counts what it did before', async () => {
    const lines = count(1_800).map((one) => `${one}\n`);
    const log = await fileOf(lines.join(''));
    const failing = jest.spyOn(store, 'append');
    const working = failing.getMockImplementation()!;
    let left = 2;
    failing.mockImplementation((events) =>
      left-- > 0 ? working(events) : Promise.reject(new Error('the database is away')),
    );
    await expect(importer.import(log)).rejects.toThrow('the database is away');
    const before = stored.length;
    expect(before).toBeGreaterThan(0);
    expect(await unfinished()).toBe(1);

    const done = 400;
    const tally = { ...emptyTally(), lines: done, pageviews: done, statuses: { 200: done } };
    const position = JSON.stringify({ offset: Buffer.byteLength(lines.slice(0, done).join('')), tally });
    await app.source.getRepository(AnalyticsImportEntity).updateAll({ position });
    failing.mockImplementation(working);
    expect(await importer.import(log)).toMatchObject({
      lines: 1_800,
      pageviews: 1_800,
      statuses: { 200: 1_800 },
      added: 1_800 - before,
      known: before - done,
      resumedAfter: done,
    });
    expect(stored).toHaveLength(1_800);
    expect(new Set(stored.map(({ id }) => id)).size).toBe(1_800);
    expect(new Set(stored.map(({ visitor }) => visitor)).size).toBe(1);
    expect(await unfinished()).toBe(0);
  });

  it('takes of a log of many hosts those of the site', async () => {
    const of = (host: string): string => `${host} ${line()}`;
    const summary = await imported([of('www.shop.example:443'), of('blog.example:80'), of('elsewhere.example:80')], {
      site: 'shop',
    });
    expect(summary).toMatchObject({ pageviews: 1, leftOut: { 'host-unknown': 2 } });
    expect(stored).toEqual([expect.objectContaining({ site: 'shop', host: 'www.shop.example' })]);
  });

  it('counts people of whose user agents the log says nothing', async () => {
    const common = line().split(' "-"')[0]!;
    expect(await imported([common])).toMatchObject({ pageviews: 1, leftOut: {} });
    expect(stored).toEqual([expect.objectContaining({ browser: '', bot: '', visitor: expect.any(String) })]);
  });

  it('stores nothing where it is only to count', async () => {
    expect(await imported(count(3), { purpose: 'count' })).toMatchObject({ pageviews: 3, added: 0, known: 0 });
    expect([stored, await unfinished()]).toEqual([[], 0]);
  });

  it.each([40, 20, 10, 1])(
    'leaves a last line for later that the server is still writing, and counts it once: %d characters are missing',
    async (missing) => {
      const lines = [page(1), page(2), page(3)];
      const whole = `${lines.join('\n')}\n`;
      const cut = await fileOf(whole.slice(0, -1 - missing), 'live.log');
      expect(await importer.import(cut)).toMatchObject({ lines: 3, added: 2, malformedLines: [3] });
      const grown = await fileOf(whole + line({ second: 4, request: 'GET /4 HTTP/1.1' }), 'live.log');
      expect(await importer.import(grown)).toMatchObject({ lines: 4, added: 2, known: 2, malformedLines: [] });
      expect(stored).toHaveLength(4);
    },
  );

  it('counts a last line that only lacks its end', async () => {
    const log = await fileOf([page(1), page(2)].join('\n'));
    expect(await importer.import(log)).toMatchObject({ lines: 2, added: 2, malformedLines: [] });
  });

  it('leaves out lines that are too long, and reads those after them', async () => {
    const long = line({ agent: 'x'.repeat(LONGEST_LINE) });
    expect(await imported([long, page(1), long.repeat(20), page(2)])).toMatchObject({
      lines: 4,
      pageviews: 2,
      malformedLines: [1, 3],
    });
  });

  it('tells how far it is', async () => {
    const told: unknown[] = [];
    await imported(count(1_100), { onProgress: (progress: unknown) => told.push(progress) });
    expect(told).toEqual([
      { lines: 500, share: 1 },
      { lines: 1_000, share: 1 },
      { lines: 1_100, share: 1 },
    ]);
  });

  it.each([
    ['IMPORT_OPTION_INVALID', { site: 'elsewhere' }],
    ['IMPORT_OPTION_INVALID', { timeZone: 'Mars/Base' }],
    ['IMPORT_OPTION_INVALID', { format: 'xml' }],
    ['PATH_PATTERN_INVALID', { ignorePaths: ['no-slash'] }],
  ])('refuses with %s what it cannot do: %j', async (code, options) => {
    await expect(imported([page(0)], options)).rejects.toMatchObject({ code, remedy: expect.any(String) });
  });

  it('says of a log what is wrong with it', async () => {
    await expect(LogFile.of(join(folder, 'none.log'))).rejects.toThrow('there is no such file');
    await expect(LogFile.of(folder)).rejects.toThrow('it is a folder');
    const packed = gzipSync(count(2_000).join('\n'));
    const cut = await fileOf(packed.subarray(0, packed.length - 20));
    await expect(importer.import(cut)).rejects.toThrow('it is packed by gzip and ends too early');
    const damaged = await fileOf(Buffer.concat([packed.subarray(0, 10), Buffer.alloc(100, 255)]));
    await expect(importer.import(damaged)).rejects.toThrow('it is packed by gzip and damaged');
  });
});
