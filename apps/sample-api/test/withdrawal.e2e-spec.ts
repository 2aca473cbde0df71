import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { minutes, seconds } from '@nest-privacy/core';
import { eventually } from '@nest-privacy/core/testing';
import { Admin } from './admin.js';
import { type AppProcess, startProcess } from './app-process.js';
import { type PreparedPlatform, platforms } from './platforms.js';
import { Visitor } from './visitor.js';

interface Numbers {
  readonly pageviews: number;
  readonly visitors: number;
  readonly visits: number;
}

interface Bundle {
  readonly contributors: readonly {
    readonly name: string;
    readonly sections: readonly { rows: readonly object[] }[];
  }[];
}

const NOTHING: Numbers = { pageviews: 0, visitors: 0, visits: 0 };
/** One without consent and two with, of whom that day knows two visitors and one visit. */
const ALL: Numbers = { pageviews: 3, visitors: 2, visits: 1 };

describe.each(platforms())('consent that is given in a visit and taken back ($name)', (platform) => {
  let prepared: PreparedPlatform;
  let folder: string;
  let app: AppProcess;
  let admin: Admin;

  const start = async (): Promise<void> => {
    app = await startProcess({ ...prepared.variables, DATA_DIR: folder });
    admin = new Admin(app);
  };
  beforeAll(async () => {
    prepared = await platform.prepare();
    folder = mkdtempSync(join(tmpdir(), 'sample-api-'));
    await start();
  });
  afterAll(async () => {
    await app.stop();
    await prepared.drop();
    rmSync(folder, { recursive: true });
  });

  const day = (offset: number): string => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10);
  const numbers = async (): Promise<Numbers> => {
    const { body } = await admin.ask<{ metrics: Numbers }>(
      'GET',
      `/analytics/aggregate?from=${day(-1)}&to=${day(1)}&metrics=pageviews,visitors,visits`,
    );
    return body.metrics;
  };
  const isNow = (expected: Numbers, patience?: number): Promise<Numbers> =>
    eventually(numbers, (found) => JSON.stringify(found) === JSON.stringify(expected), patience);
  const exported = async (visitor: Visitor): Promise<number> => {
    const bundle = (await (await visitor.send('POST', '/privacy/export')).json()) as Bundle;
    const sections = bundle.contributors.find(({ name }) => name === 'analytics')?.sections ?? [];
    return sections.reduce((sum, { rows }) => sum + rows.length, 0);
  };

  it('makes the visitor known within the visit, and leaves nothing that is linked to them', async () => {
    const visitor = new Visitor(app);
    expect(await numbers()).toEqual(NOTHING);
    await visitor.statusOf('/');
    expect(visitor.cookie('privacy_visitor')).toBeUndefined();

    await visitor.send('POST', '/consent', { decisions: { STATISTICS: 'granted' } });
    await visitor.statusOf('/articles');
    expect(visitor.cookie('privacy_visitor')).not.toBe('');
    await visitor.statusOf('/privacy');
    expect(await isNow(ALL)).toEqual(ALL);
    expect(await exported(visitor)).toBe(2);

    const withdrawal = await visitor.send('DELETE', '/consent', undefined, { 'Content-Type': 'application/json' });
    expect(withdrawal.status).toBe(200);
    expect(visitor.cookie('privacy_visitor')).toBe('');
    const left = { pageviews: 1, visitors: 1, visits: 1 };
    expect(await isNow(left)).toEqual(left);
    expect(await admin.pages()).toEqual({ '/': 1 });
    expect(await exported(visitor)).toBe(0);

    await visitor.statusOf('/articles');
    expect(visitor.cookie('privacy_visitor')).toBe('');
    const later = { pageviews: 2, visitors: 1, visits: 1 };
    expect(await isNow(later)).toEqual(later);
    expect(await exported(visitor)).toBe(0);
  });

  it('is erased as well where only statistics are refused afterwards', async () => {
    const before = await numbers();
    const visitor = new Visitor(app, { 'X-Forwarded-For': '198.51.100.7' });
    await visitor.send('POST', '/consent', { decisions: { STATISTICS: 'granted', MARKETING: 'granted' } });
    await visitor.statusOf('/articles');
    await isNow({ ...before, pageviews: before.pageviews + 1, visitors: before.visitors + 1 });
    await visitor.send('POST', '/consent', { decisions: { STATISTICS: 'denied' } });
    expect(await isNow(before)).toEqual(before);
    expect((await visitor.consent()).decisions).toEqual({ STATISTICS: 'denied', MARKETING: 'granted' });
  });

  it(
    'is erased although the process is killed as soon as the withdrawal was answered',
    async () => {
      const before = await numbers();
      const visitor = new Visitor(app);
      await visitor.send('POST', '/consent', { decisions: { STATISTICS: 'granted' } });
      await visitor.statusOf('/articles');
      await eventually(numbers, ({ pageviews }) => pageviews === before.pageviews + 1);
      const { status } = await visitor.send('DELETE', '/consent', undefined, { 'Content-Type': 'application/json' });
      await app.stop('SIGKILL');
      expect(status).toBe(200);
      await start();
      // Whoever died with it in hand is waited for, a minute at most.
      expect(await isNow(before, seconds(90))).toEqual(before);
    },
    minutes(2),
  );
});
