import 'reflect-metadata';
import { type AddressInfo } from 'node:net';
import { Controller, Get, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ANALYTICS_ENTITIES, ANALYTICS_MIGRATIONS, AnalyticsModule, AnalyticsService } from '@nest-privacy/analytics';
import { BullAnalyticsModule } from '@nest-privacy/analytics/bull';
import { CONSENT_ENTITIES, CONSENT_MIGRATIONS, ConsentModule, RequireConsent } from '@nest-privacy/consent';
import { CoreModule } from '@nest-privacy/core';
import { DntModule } from '@nest-privacy/dnt';
import { MetricsModule } from '@nest-privacy/metrics';
import { BENCH_SECRETS } from '../secrets.js';
import { databaseOptions } from './database.js';
import { reportTo } from './report.js';

const answer = { hello: 'world', list: [1, 2, 3] };

/** The handler of the comparison, behind the guard: for those who consented, and for everybody. */
@Controller()
class GuardedPages {
  @Get('articles/:slug')
  @RequireConsent('STATISTICS')
  article(): typeof answer {
    return answer;
  }

  @Get('welcome/:slug')
  @RequireConsent('ESSENTIALS')
  welcome(): typeof answer {
    return answer;
  }
}

const { DATABASE, REDIS, METRICS } = process.env;

/** Signals, the guard, and analytics of every request; with Redis the events leave this process, and with METRICS requests are counted and timed as well. */
@Module({
  imports: [
    CoreModule.forRoot(),
    TypeOrmModule.forRoot({
      ...databaseOptions(DATABASE!),
      entities: [...CONSENT_ENTITIES, ...ANALYTICS_ENTITIES],
      migrations: [...CONSENT_MIGRATIONS, ...ANALYTICS_MIGRATIONS],
      migrationsRun: true,
    }),
    DntModule.forRoot({ isGlobal: true, honours: true, config: '/' }),
    ConsentModule.forRoot({ isGlobal: true, secrets: BENCH_SECRETS, rateLimit: 'off' }),
    AnalyticsModule.forRoot({
      isGlobal: true,
      secrets: BENCH_SECRETS,
      responses: 'every',
      bots: 'count',
      rateLimit: 'off',
      bufferSize: 200_000,
      role: REDIS ? 'collect' : 'all',
      ...(REDIS && { queue: BullAnalyticsModule.forRoot({ url: REDIS }) }),
    }),
    ...(METRICS ? [MetricsModule.forRoot({ isGlobal: true })] : []),
  ],
  controllers: [GuardedPages],
})
class SuiteModule {}

async function start(): Promise<void> {
  const app = await NestFactory.create<NestFastifyApplication>(SuiteModule, new FastifyAdapter(), {
    logger: ['error'],
  });
  app.enableShutdownHooks();
  await app.listen(0, '127.0.0.1');
  const analytics = app.get(AnalyticsService, { strict: false });
  reportTo(process, (app.getHttpServer().address() as AddressInfo).port, () => analytics.flush());
}

void start();
