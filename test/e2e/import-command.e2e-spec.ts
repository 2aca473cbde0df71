import { type ChildProcess, spawn } from 'node:child_process';
import { createReadStream, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually, testDatabases } from '@nest-privacy/core/testing';
import { sqliteOptions } from '@nest-privacy/core/typeorm';
import { DataSource, type DataSourceOptions } from 'typeorm';
import { FIREFOX } from '../../apps/sample-api/test/app-process.js';
import { expectSumsToAgree } from './sums-agree.js';

const ROOT = join(__dirname, '..', '..');
const TOOL = 'apps/sample-api/dist/tools/import-access-log.js';
const REAL_LOG = join(ROOT, 'test/fixtures/access-whole.log.gz');
const PATIENCE = 120_000;

/** More lines than an import looks back through, so that it goes on in the middle; every tenth is a page. */
const LINES = 60_000;
const PAGES = LINES / 10;
const ADDRESSES = 50;

interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly errors: string;
}

/** A line each two seconds, for a day and a third. */
function longLog(): string {
  const line = (i: number): string => {
    const time = new Date(Date.UTC(2026, 4, 4) + i * 2_000).toISOString().slice(11, 19);
    const day = 4 + Math.floor(i / 43_200);
    const path = i % 10 === 0 ? `/page-${(i / 10) % 40}` : '/picture.png';
    return `203.0.113.${((i / 10) % ADDRESSES) | 0} - - [0${day}/May/2026:${time} +0000] "GET ${path} HTTP/1.1" 200 7 "-" "${FIREFOX} v${((i / 10) % ADDRESSES) | 0}"\n`;
  };
  return Array.from({ length: LINES }, (_none, i) => line(i)).join('');
}

describe.each(testDatabases())('npm run import:access-log, on $name', (database) => {
  let folder: string;
  let options: DataSourceOptions;
  let source: DataSource;
  let drop: () => Promise<void>;
  let variables: Record<string, string>;

  const start = (...args: string[]): ChildProcess => {
    const { PATH, HOME } = process.env;
    const env = { PATH, HOME, NODE_ENV: 'test', INIT_CWD: folder, ...variables };
    return spawn(process.execPath, [TOOL, ...args], { cwd: ROOT, env, stdio: 'pipe' });
  };
  const endOf = (child: ChildProcess): Promise<Ran> =>
    new Promise((resolve) => {
      let [out, errors] = ['', ''];
      child.stdout!.on('data', (chunk: Buffer) => (out += chunk.toString()));
      child.stderr!.on('data', (chunk: Buffer) => (errors += chunk.toString()));
      child.once('close', (code) => resolve({ code, out, errors }));
    });
  const run = (...args: string[]): Promise<Ran> => {
    const child = start(...args);
    child.stdin!.end();
    return endOf(child);
  };
  const summaryOf = async (...args: string[]): Promise<Record<string, number>> => {
    const { code, out, errors } = await run(...args, '--json');
    expect([code, errors]).toEqual([0, expect.not.stringContaining('ended')]);
    return JSON.parse(out) as Record<string, number>;
  };
  const count = async (what: string, from = 'privacy_analytics_event'): Promise<number> => {
    const [row] = await source.query<{ count: string }[]>(`SELECT COUNT(${what}) AS count FROM ${from}`);
    return Number(row!.count);
  };

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'sample-api-'));
    const place = database.name === 'PostgreSQL' ? await database.create() : undefined;
    drop = place?.drop ?? (() => Promise.resolve());
    variables = { DATA_DIR: folder, ...(place && { DATABASE_URL: place.url }) };
    options = place?.options ?? sqliteOptions(join(folder, 'nest-privacy.sqlite'));
  });
  afterEach(async () => {
    await source.destroy();
    rmSync(folder, { recursive: true, force: true });
    await drop();
  });

  it(
    'tells what it did, adds nothing another time, and says by its exit code what went wrong',
    async () => {
      const first = await summaryOf(REAL_LOG);
      source = await new DataSource(options).initialize();
      expect(first).toMatchObject({ lines: 5_000, known: 0, resumedAfter: 0 });
      expect(await count('*')).toBe(first.added);
      await expectSumsToAgree(source);

      const piped = start('-', '--json');
      createReadStream(REAL_LOG).pipe(piped.stdin!);
      const { code, out } = await endOf(piped);
      expect([code, JSON.parse(out)]).toEqual([0, { ...first, added: 0, known: first.added }]);
      const { out: text } = await run(REAL_LOG, '--dry-run');
      expect(text).toMatch(/^5000 lines of 2015-05-\d\d to 2015-05-\d\d \(UTC\)(.|\n)*Nothing was stored\.$/m);
      expect(await count('*')).toBe(first.added);

      for (const wrong of [[], ['a', 'b'], ['--format', 'xml', REAL_LOG], ['--site', 'elsewhere', REAL_LOG]])
        expect(await run(...wrong)).toEqual({ code: 2, out: '', errors: expect.stringContaining('Usage:') });
      writeFileSync(join(folder, 'cut.gz'), readFileSync(REAL_LOG).subarray(0, 9_000));
      for (const failing of ['none.log', 'cut.gz'])
        expect(await run(failing)).toEqual({ code: 1, out: '', errors: expect.stringContaining('The import ended: ') });
      expect(await count('*')).toBe(first.added);
    },
    PATIENCE,
  );

  it(
    'goes on where it was killed, with nothing lost and nothing twice, in the sums too',
    async () => {
      writeFileSync(join(folder, 'long.log'), longLog());
      await run('long.log', '--dry-run');
      source = await new DataSource(options).initialize();

      const killed = start('long.log');
      const end = endOf(killed);
      await eventually(
        () => count('position', 'privacy_analytics_import'),
        (saved) => saved > 0,
        PATIENCE,
      );
      killed.kill('SIGKILL');
      expect((await end).code).toBeNull();
      const before = await count('*');
      expect(before).toBeGreaterThan(0);
      expect(before).toBeLessThan(PAGES);
      await expectSumsToAgree(source);

      const { lines, pageviews, added, resumedAfter } = await summaryOf('long.log');
      expect([lines, pageviews, added]).toEqual([LINES, PAGES, PAGES - before]);
      expect(resumedAfter).toBeGreaterThan(0);
      expect(await count('*')).toBe(PAGES);
      // Each is another one on each of the two days.
      expect(await count('DISTINCT visitor')).toBe(2 * ADDRESSES);
      expect(await count('*', 'privacy_analytics_import')).toBe(0);
      await expectSumsToAgree(source);
    },
    2 * PATIENCE,
  );
});
