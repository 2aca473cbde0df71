import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually, testDatabases } from '@nest-privacy/core/testing';
import { Admin } from '../../apps/sample-api/test/admin.js';
import { type AppProcess, startProcess } from '../../apps/sample-api/test/app-process.js';
import { Visitor } from '../../apps/sample-api/test/visitor.js';
import { type Received, WebhookReceiver } from '../../libs/consent/test/webhook-receiver.js';

const CROWD = 6;
const ENOUGH = 30;
/** Nobody decides while more changes than these are untold: the crowd lasts until the kill on any machine, far below the bound of writes. */
const MOST_UNTOLD = 12;
/** A claim of a delivery lasts for fifteen seconds. */
const PATIENCE = 40_000;

interface Decided {
  readonly id: string;
}

describe.each(testDatabases())('a process that is killed while it tells others ($name)', (database) => {
  let folder: string;
  let variables: Record<string, string>;
  let drop: () => Promise<void>;
  let running: AppProcess | undefined;
  let receiver: WebhookReceiver;

  beforeAll(async () => {
    const { url, drop: remove } = await database.create();
    drop = remove;
    folder = mkdtempSync(join(tmpdir(), 'sample-api-'));
    receiver = await WebhookReceiver.start();
    variables = {
      DATA_DIR: folder,
      LOG_LEVEL: 'error',
      WEBHOOK_NETWORKS: '127.0.0.1',
      ...(database.name === 'PostgreSQL' && { DATABASE_URL: url }),
    };
  });
  afterAll(async () => {
    await running?.stop();
    await receiver.close();
    rmSync(folder, { recursive: true, force: true });
    await drop();
  });

  it('leaves no change untold, and tells what it tells again under the same id', async () => {
    const app = (running = await startProcess(variables));
    const { status } = await new Admin(app).ask('POST', '/consent/webhooks', { url: receiver.url });
    expect(status).toBe(201);
    const [answered, taken] = [[] as string[], new Set<string>()];
    const take = ({ change }: Received): number => {
      taken.add(change.recordId);
      return 204;
    };
    let killed: Promise<unknown> | undefined;
    // In the midst of telling: the answer never comes, so that nobody knows whether it arrived.
    receiver.reply = (delivery) => {
      if (answered.length < ENOUGH) return take(delivery);
      killed ??= app.stop('SIGKILL');
      return () => undefined;
    };
    const decide = async (): Promise<{ readonly status: number; readonly record: Decided }> => {
      const response = await new Visitor(app).send('POST', '/consent', { decisions: { STATISTICS: 'granted' } });
      return { status: response.status, record: (await response.json()) as Decided };
    };
    const decideUntilTheEnd = async (): Promise<void> => {
      while (killed === undefined) {
        await eventually(
          () => answered.length - taken.size,
          (untold) => untold <= MOST_UNTOLD || killed !== undefined,
        );
        const decided = await decide().catch(() => undefined);
        if (decided === undefined) return;
        expect(decided).toMatchObject({ status: 201, record: { id: expect.any(String) } });
        answered.push(decided.record.id);
      }
    };
    await Promise.all(Array.from({ length: CROWD }, decideUntilTheEnd));
    expect(await killed).toBeNull();
    expect(answered.length).toBeGreaterThanOrEqual(ENOUGH);

    receiver.reply = take;
    running = await startProcess(variables);
    await eventually(
      () => answered.filter((id) => !taken.has(id)),
      (untold) => untold.length === 0,
      PATIENCE,
    );
    const told = receiver.ids;
    expect(told.length).toBeGreaterThan(new Set(told).size);
    for (const { headers, change } of receiver.received) expect(headers['webhook-id']).toBe(change.recordId);
  }, 90_000);
});
