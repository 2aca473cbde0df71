import { Logger } from '@nestjs/common';
import { newId } from '@nest-privacy/core/kit';
import { Redis } from 'ioredis';
import { waitUntil } from '@nest-privacy/core/testing';
import { startAnalyticsApp } from '../../test/analytics-app.js';
import { AnalyticsService } from '../analytics.service.js';
import { waitUntilStored } from '../testing/index.js';
import { OwnRedis, REDIS_PROGRAM } from '../../../../test/setup/own-redis.js';
import { BullAnalyticsModule } from './bull-analytics.module.js';

(REDIS_PROGRAM === undefined ? describe.skip : describe)('a Redis without memory left', () => {
  it('is told with the remedy, what the buffer cannot hold is counted, and the rest goes on', async () => {
    const errors: string[] = [];
    const redis = await OwnRedis.start();
    const admin = new Redis(redis.url);
    const queue = BullAnalyticsModule.forRoot({ url: redis.url, prefix: newId() });
    const app = await startAnalyticsApp({ analytics: { bufferSize: 10 }, queue });
    const analytics = app.app.get(AnalyticsService);
    const track = (count: number): void => {
      for (let i = 0; i < count; i++) analytics.track('tick');
    };
    track(5);
    await waitUntilStored(app.app, 5);
    jest.spyOn(Logger.prototype, 'error').mockImplementation((message: unknown) => void errors.push(String(message)));
    await admin.config('SET', 'maxmemory', '1');
    track(25);
    await waitUntil('it is told', () => errors.some((line) => line.includes('Redis has no memory left; raise')));
    expect(analytics.drops()).toEqual({ 'buffer-full': 15 });
    await admin.config('SET', 'maxmemory', '0');
    await waitUntilStored(app.app, 15);
    jest.restoreAllMocks();
    await app.close();
    admin.disconnect();
    await redis.remove();
  });
});
