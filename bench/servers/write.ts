import 'reflect-metadata';
import { type AddressInfo } from 'node:net';
import { Body, Controller, Module, Post, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CONSENT_ENTITIES, CONSENT_MIGRATIONS, CONSENT_SCOPES, ConsentModule } from '@nest-privacy/consent';
import { AdminAccess, CoreModule, type RequestView } from '@nest-privacy/core';
import { newId } from '@nest-privacy/core/kit';
import { dialectOf, write } from '@nest-privacy/core/typeorm';
import { DataSource } from 'typeorm';
import { BENCH_ADMIN, BENCH_SECRETS } from '../secrets.js';
import { databaseOptions } from './database.js';
import { reportTo } from './report.js';

const database = TypeOrmModule.forRoot({
  ...databaseOptions(process.env.DATABASE!),
  entities: CONSENT_ENTITIES,
  migrations: CONSENT_MIGRATIONS,
  migrationsRun: true,
});

/** The least a route can do that keeps a decision: one row. */
@Controller('consent')
class BareController {
  private readonly statement: string;

  constructor(private readonly source: DataSource) {
    const values = dialectOf(source) === 'postgres' ? '$1, $2, $3' : '?, ?, ?';
    this.statement = `INSERT INTO bare_decision (id, decisions, received_at) VALUES (${values})`;
  }

  async onModuleInit(): Promise<void> {
    await this.source.query(
      'CREATE TABLE IF NOT EXISTS bare_decision (id varchar(36) PRIMARY KEY, decisions text, received_at bigint)',
    );
  }

  @Post()
  async decide(@Body() body: { decisions: unknown }): Promise<{ id: string }> {
    const id = newId();
    const row = [id, JSON.stringify(body.decisions), Date.now()];
    await write(this.source, (manager) => manager.query(this.statement, row));
    return { id };
  }
}

@Module({ imports: [database], controllers: [BareController] })
class BareModule {}

const oneAdministrator: AdminAccess = {
  administratorOf: (request: RequestView) =>
    request.header('authorization') === `Bearer ${BENCH_ADMIN}`
      ? { id: 'bench', scopes: new Set(CONSENT_SCOPES) }
      : null,
};

@Module({
  providers: [{ provide: AdminAccess, useValue: oneAdministrator }],
  imports: [
    CoreModule.forRoot(),
    database,
    ConsentModule.forRoot({
      secrets: BENCH_SECRETS,
      rateLimit: 'off',
      ...(process.env.SEAL && { seal: { keys: BENCH_SECRETS } }),
    }),
  ],
})
class ConsentWriteModule {}

async function start(module: Type): Promise<void> {
  const app = await NestFactory.create<NestFastifyApplication>(module, new FastifyAdapter(), { logger: ['error'] });
  await app.listen(0, '127.0.0.1');
  reportTo(process, (app.getHttpServer().address() as AddressInfo).port);
}

void start(process.env.VARIANT === 'consent' ? ConsentWriteModule : BareModule);
