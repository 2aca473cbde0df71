import { Controller, Get, Header } from '@nestjs/common';
import { newId } from '@nest-privacy/core/kit';
import { Redis } from 'ioredis';
import { waitUntil } from '@nest-privacy/core/testing';
import { AnalyticsService } from '../analytics.service.js';
import { startAnalyticsApp } from '../../test/analytics-app.js';
import { consentByHeader } from '../../test/consent-by-header.js';
import { BullAnalyticsModule } from './bull-analytics.module.js';

const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
const url = process.env.TEST_REDIS_URL!;

@Controller()
class PagesController {
  @Get('u/:name')
  @Header('Content-Type', 'text/html')
  page(): string {
    return 'x';
  }
}

/** Everything under a prefix, as text. */
async function contentsOf(redis: Redis, prefix: string): Promise<string> {
  const contents: string[] = [];
  for (const key of await redis.keys(`${prefix}*`))
    if ((await redis.type(key)) === 'hash') contents.push(JSON.stringify(await redis.hgetall(key)));
  return contents.join('\n');
}

describe('what waits in Redis', () => {
  it('tells neither address nor user agent, nor what was masked', async () => {
    const prefix = newId();
    const redis = new Redis(url);
    const app = await startAnalyticsApp({
      controllers: [PagesController],
      core: { trustedProxies: ['loopback'] },
      analytics: { role: 'collect' },
      ports: [consentByHeader],
      queue: BullAnalyticsModule.forRoot({ url, prefix }),
    });
    try {
      await fetch(`${app.url}/u/jane%40example.org`, {
        headers: {
          'User-Agent': FIREFOX,
          'X-Forwarded-For': '198.51.100.23',
          'X-Decision': 'statistics',
          Referer: 'https://mail.example/jane@example.org?to=jane',
        },
      });
      let waiting = '';
      await waitUntil('a batch waits', async () => {
        await app.app.get(AnalyticsService).flush();
        waiting = await contentsOf(redis, prefix);
        return waiting.includes('/u/:email');
      });
      expect(waiting).toContain('https://mail.example/:email');
      expect(waiting).not.toMatch(/198\.51\.100|Gecko|jane/i);
    } finally {
      await app.close();
      await redis.quit();
    }
  });
});
