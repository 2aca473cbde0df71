import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Admin } from '../../apps/sample-api/test/admin.js';
import { type AppProcess, startProcess } from '../../apps/sample-api/test/app-process.js';
import { eventually, settled } from '../e2e/eventually.js';
import { freePort } from '../setup/process.cjs';
import { fixtureLines } from './fixture-log.js';
import { countLog } from './log-count.js';

const ROOT = join(__dirname, '..', '..');

interface Outcome {
  readonly code: number;
  readonly output: string;
}

/** `npm run replay -- …` */
const run = (...args: readonly string[]): Promise<Outcome> =>
  new Promise((resolve) => {
    const program = ['scripts/run-ts.cjs', 'scripts/replay/main.ts', ...args];
    execFile(process.execPath, program, { cwd: ROOT }, (error, stdout, stderr) =>
      resolve({ code: Number(error?.code ?? 0), output: stdout + stderr }),
    );
  });

describe('npm run replay', () => {
  let folder: string;
  let app: AppProcess | undefined;
  const fileOf = (lines: readonly string[]): string => {
    const file = join(folder, 'access.log');
    writeFileSync(file, lines.join('\n'));
    return file;
  };

  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'replay-'))));
  afterEach(async () => {
    await app?.stop();
    app = undefined;
    rmSync(folder, { recursive: true, force: true });
  });

  it('ends with an error that has the remedy where nobody answers', async () => {
    const url = `http://127.0.0.1:${await freePort()}`;
    const { code, output } = await run(fileOf(fixtureLines()), '--url', url);
    expect(code).toBe(1);
    expect(output).toContain(
      `Nobody answers at ${url}. Start the server there ("TRUSTED_PROXIES=127.0.0.1 npm start")`,
    );
  });

  it.each([[['--times', 'then']], [['--limit', 'few']], [['--url', 'here']]])('explains itself on %j', async (args) => {
    const { code, output } = await run(fileOf(fixtureLines()), ...args);
    expect(code).toBe(1);
    expect(output).toContain('Usage: npm run replay -- <access.log>');
  });

  it('is one line in the log of the server', async () => {
    app = await startProcess({ TRUSTED_PROXIES: '127.0.0.1' });
    const { code, output } = await run(fileOf(fixtureLines()), '--url', app.url, '--limit', '300');
    expect([code, /^300 requests in .*; 0 lines were no requests$/m.test(output)]).toEqual([0, true]);
    const { output: logged } = app;
    const told = (): string[] => logged().match(/\[Replay\] .*/g) ?? [];
    await eventually(
      () => Promise.resolve(told()),
      (lines) => lines.join().includes('404='),
    );
    await app.stop();
    expect(told()).toEqual([expect.stringMatching(/^\[Replay\] 200=\d+ 404=\d+ replayed=300$/)]);
    expect(logged()).not.toContain('route=/* ');
  });

  it('asks for a server that keeps the times of the log, where they are to be kept', async () => {
    app = await startProcess({ TRUSTED_PROXIES: '127.0.0.1' });
    const { code, output } = await run(fileOf(fixtureLines()), '--url', app.url, '--times', 'kept');
    expect(code).toBe(1);
    expect(output).toContain('Start it with REPLAY_FROM=2015-05-17 and a DATA_DIR of its own');
  });

  it('counts each page on the day that the log has', async () => {
    const lines = [1, 2, 3].flatMap((nth) => {
      const ofDay = fixtureLines().filter((line) => line.includes(`[${16 + nth}/May/2015`));
      return ofDay.slice(0, 100);
    });
    app = await startProcess({ TRUSTED_PROXIES: '127.0.0.1', REPLAY_FROM: '2015-05-17', LOG_LEVEL: 'warn' });
    const { code } = await run(fileOf(lines), '--url', app.url, '--times', 'kept');
    expect(code).toBe(0);
    await settled(app);
    for (const day of ['17', '18', '19']) {
      const { pageviews, visitors } = countLog(
        lines.filter((line) => line.includes(`[${day}/May/2015`)),
        new URL(app.url).host,
      );
      const { body } = await new Admin(app).ask('GET', `/analytics/aggregate?from=2015-05-${day}&to=2015-05-${day}`);
      expect(pageviews).toBeGreaterThan(0);
      expect(body.metrics).toMatchObject({ pageviews, visitors });
    }
  });
});
