import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SqliteDriver } from '@nest-privacy/core/typeorm';
import { eventually } from '@nest-privacy/core/testing';
import { Admin } from './admin.js';
import { type AppProcess, startProcess } from './app-process.js';
import { Visitor } from './visitor.js';

interface Health {
  readonly status: number;
  readonly body: { readonly status: string; readonly missing: string[]; readonly details: Record<string, object> };
}

async function readiness(app: AppProcess): Promise<Health> {
  const response = await fetch(`${app.url}/health/ready`);
  return { status: response.status, body: (await response.json()) as Health['body'] };
}

const decide = async (app: AppProcess): Promise<Response> =>
  new Visitor(app).send('POST', '/consent', { decisions: { STATISTICS: 'denied' } });

const recovered = (app: AppProcess): Promise<unknown> =>
  eventually(
    () => readiness(app),
    ({ body }) => body.status === 'ok',
  );

describe('the embedded database', () => {
  let folder: string;
  const running: AppProcess[] = [];
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'sample-api-'))));
  afterEach(async () => {
    await Promise.all(running.splice(0).map((app) => app.stop('SIGKILL')));
    rmSync(folder, { recursive: true, force: true });
  });

  const start = async (): Promise<AppProcess> => {
    const app = await startProcess({ DATA_DIR: folder, LOG_LEVEL: 'warn' });
    running.push(app);
    return app;
  };

  it('has every decision that was answered, though the process is killed at once', async () => {
    const first = await start();
    const answers = await Promise.all(Array.from({ length: 60 }, () => decide(first)));
    expect(await first.stop('SIGKILL')).toBeNull();
    const answered = answers.filter(({ status }) => status === 201);
    expect(answered).toHaveLength(60);
    expect(await new Admin(await start()).recordCount()).toBe(answered.length);
  });

  it('that another process holds stops neither pages nor health, and is written again when it is free', async () => {
    const app = await start();
    const other = new SqliteDriver(join(folder, 'nest-privacy.sqlite'));
    other.exec('BEGIN IMMEDIATE');
    const waiting = decide(app);
    expect(await new Visitor(app).statusOf('/articles')).toBe(200);
    expect((await fetch(`${app.url}/health/live`)).status).toBe(200);
    expect(await readiness(app)).toMatchObject({ status: 200, body: { status: 'degraded', missing: ['database'] } });
    const refused = await waiting;
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '5']);
    expect(await refused.json()).toMatchObject({ code: 'DATABASE_UNAVAILABLE' });
    const patient = decide(app);
    other.exec('COMMIT');
    other.close();
    expect((await patient).status).toBe(201);
    await recovered(app);
  });

  /** Only root may mount a disk that is small enough to fill. */
  (process.getuid?.() === 0 && process.platform === 'linux' ? it : it.skip)(
    'on a full disk serves pages, says what is missing, and takes decisions again when there is room',
    async () => {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=32m,mode=0700', 'tmpfs', folder]);
      try {
        const app = await start();
        expect((await decide(app)).status).toBe(201);
        const { bavail, bsize } = statfsSync(folder);
        mkdirSync(join(folder, 'filled'));
        const filler = join(folder, 'filled', 'file');
        writeFileSync(filler, Buffer.alloc(bavail * bsize));
        const refused = await eventually(
          () => decide(app),
          ({ status }) => status !== 201,
        );
        expect(refused.status).toBe(503);
        expect(await readiness(app)).toMatchObject({
          status: 200,
          body: { status: 'degraded', details: { database: { status: 'down', reason: 'full' } } },
        });
        expect(await new Visitor(app).statusOf('/articles')).toBe(200);
        rmSync(filler);
        // What is truly written shows within seconds that there is room; without it health waits for a minute.
        await eventually(
          async () => {
            const { status } = await decide(app);
            return { status, health: (await readiness(app)).body.status };
          },
          ({ status, health }) => status === 201 && health === 'ok',
        );
        const lines = app.output().match(/what needs it is answered 503/g);
        expect(lines).toHaveLength(1);
        await app.stop();
        running.splice(0);
      } finally {
        execFileSync('umount', ['-l', folder]);
      }
    },
  );
});
