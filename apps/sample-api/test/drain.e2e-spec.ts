import { mkdtempSync, rmSync } from 'node:fs';
import { type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '@nest-privacy/core/testing';
import { Admin } from './admin.js';
import { type AppProcess, startProcess } from './app-process.js';
import { type PreparedPlatform, platforms } from './platforms.js';
import { connectStubborn, STUBBORN_CLIENTS } from './stubborn-clients.js';
import { Visitor } from './visitor.js';

/** What is promised to those who supervise processes. */
const PROMISE_MS = 15_000;
/** Visitors at once, each of whom asks again as soon as there is an answer. */
const CROWD = 5;

/** The exit code, or `late`. */
const inTime = (ended: Promise<number | null>): Promise<number | null | 'late'> =>
  Promise.race([ended, new Promise<'late'>((resolve) => setTimeout(resolve, PROMISE_MS, 'late').unref())]);

describe.each(platforms())('SIGTERM ($name)', (platform) => {
  let prepared: PreparedPlatform;
  let folder: string;
  const running: AppProcess[] = [];
  const sockets: Socket[] = [];

  const start = async (): Promise<AppProcess> => {
    const app = await startProcess({ ...prepared.variables, DATA_DIR: folder, LOG_LEVEL: 'warn' });
    running.push(app);
    return app;
  };

  beforeAll(async () => {
    prepared = await platform.prepare();
    folder = mkdtempSync(join(tmpdir(), 'sample-api-'));
  });
  afterAll(async () => {
    for (const socket of sockets) socket.destroy();
    await Promise.all(running.map((app) => app.stop('SIGKILL')));
    rmSync(folder, { recursive: true, force: true });
    await prepared.drop();
  });

  it('ends the process in time whatever clients do, and loses nothing that was accepted', async () => {
    const first = await start();
    for (const client of STUBBORN_CLIENTS) sockets.push(await connectStubborn(first.url, client));
    const accepted = { events: 0, decisions: 0 };

    const keepWriting = async (): Promise<void> => {
      const visitor = new Visitor(first);
      for (;;) {
        const url = `${first.url}/in-the-rush`;
        const event = await visitor.send('POST', '/analytics/events', { name: 'rush', url }).catch(() => undefined);
        if (event?.status === 202) accepted.events += 1;
        const decision = await new Visitor(first)
          .send('POST', '/consent', { decisions: { STATISTICS: 'denied' } })
          .catch(() => undefined);
        if (decision?.status === 201) accepted.decisions += 1;
        if (!event && !decision) return;
      }
    };
    const crowd = Array.from({ length: CROWD }, keepWriting);
    await eventually(
      () => Promise.resolve(accepted),
      ({ events, decisions }) => events > 20 && decisions > 20,
    );
    expect(await inTime(first.stop('SIGTERM'))).toBe(0);
    await Promise.all(crowd);

    const second = await start();
    const admin = new Admin(second);
    await eventually(
      async () => (await admin.numbers()).events,
      (events) => events >= accepted.events,
    );
    expect(await admin.recordCount()).toBeGreaterThanOrEqual(Math.min(accepted.decisions, 200));
    await second.stop();
  }, 90_000);
});
