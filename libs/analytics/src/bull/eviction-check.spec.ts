import { Logger } from '@nestjs/common';
import { newId } from '@nest-privacy/core/kit';
import Bull, { type Queue } from 'bull';
import { Redis } from 'ioredis';
import { waitUntil } from '@nest-privacy/core/testing';
import { startAnalyticsApp } from '../../test/analytics-app.js';
import { BullAnalyticsModule } from './bull-analytics.module.js';
import { warnOfEviction } from './eviction-check.js';
import { queueSettings } from './queue-settings.js';
import { RedisConnections } from './redis-connections.js';
import { accepts, findProgram, freePort, startServer } from '../../../../test/setup/process.cjs';

const program = findProgram('redis-server') ?? findProgram('valkey-server');

/** A Redis of the test's own, for its settings are changed. */
(program === undefined ? describe.skip : describe)('a Redis that may evict', () => {
  const warnings: string[] = [];
  let port: number;
  let admin: Redis;
  let stop: () => Promise<void>;

  const url = (user = ''): string => `redis://${user}127.0.0.1:${port}`;
  const check = async (at: string): Promise<string[]> => {
    const connections = new RedisConnections(at);
    const queue: Queue = new Bull('eviction', queueSettings(connections, newId()));
    queue.on('error', () => {});
    await warnOfEviction(queue);
    await queue.close();
    await connections.close();
    return warnings;
  };

  beforeAll(async () => {
    port = await freePort();
    stop = await startServer(program!, ['--port', String(port), '--bind', '127.0.0.1', '--save', ''], {
      ready: () => accepts(port),
    });
    admin = new Redis(url());
    // Every logger's warnings, for an application that starts replaces the logger while the check is under way.
    jest.spyOn(Logger.prototype, 'warn').mockImplementation((message: unknown) => {
      if (String(message).includes('maxmemory-policy')) warnings.push(String(message));
    });
  });
  beforeEach(() => warnings.splice(0));
  afterAll(async () => {
    jest.restoreAllMocks();
    admin.disconnect();
    await stop();
  });

  it('is told of, with the remedy', async () => {
    await admin.config('SET', 'maxmemory-policy', 'volatile-lru');
    expect(await check(url())).toEqual([
      expect.stringMatching(/maxmemory-policy is "volatile-lru".*CONFIG SET maxmemory-policy noeviction/),
    ]);
  });

  it('is told of once by an application', async () => {
    await admin.config('SET', 'maxmemory-policy', 'allkeys-lru');
    const app = await startAnalyticsApp({ queue: BullAnalyticsModule.forRoot({ url: url(), prefix: newId() }) });
    await waitUntil('it has looked', () => warnings.length > 0);
    await app.close();
    expect(warnings).toEqual([expect.stringContaining('"allkeys-lru"')]);
  });

  it('is none with noeviction', async () => {
    await admin.config('SET', 'maxmemory-policy', 'noeviction');
    expect(await check(url())).toEqual([]);
  });

  it('may keep its settings to itself', async () => {
    await admin.config('SET', 'maxmemory-policy', 'allkeys-lru');
    await admin.call('ACL', 'SETUSER', 'app', 'on', '>secret', '~*', '&*', '+@all', '-config');
    expect(await check(url('app:secret@'))).toEqual([]);
  });
});
