import { Inject, Injectable, Module } from '@nestjs/common';
import { CatalogueReader, CoreModule } from '@nest-privacy/core';
import { type DisposableDatabase, startTestApp, testDatabases } from '@nest-privacy/core/testing';
import { transact } from '@nest-privacy/core/typeorm';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { TRACKING_ITEMS_MIGRATIONS } from './migrations/index.js';
import { trackingItemInput } from './testing/index.js';
import { TrackingItemsModule } from './tracking-items.module.js';
import { type TrackingItemsModuleOptions } from './tracking-items.options.js';
import { TrackingItemsService } from './tracking-items.service.js';

@Injectable()
class Elsewhere {
  constructor(@Inject(CatalogueReader) readonly catalogue: CatalogueReader) {}
}

@Module({ providers: [Elsewhere] })
class ElsewhereModule {}

@Injectable()
class Settings {
  createTrackingItemsOptions(): TrackingItemsModuleOptions {
    return { languages: ['de'] };
  }
}

describe.each(testDatabases())('TrackingItemsModule on $name', (database) => {
  let place: DisposableDatabase;

  beforeEach(async () => void (place = await database.create()));
  afterEach(() => place.drop());

  const dataSource = (name?: string) =>
    TypeOrmModule.forRoot({
      ...place.options,
      ...(name !== undefined && { name }),
      autoLoadEntities: true,
      migrations: TRACKING_ITEMS_MIGRATIONS,
      migrationsRun: true,
      retryAttempts: 0,
    });

  it('needs no options, is seen everywhere when global, and works on a DataSource of any name', async () => {
    const server = await startTestApp({
      adapter: 'express',
      imports: [
        CoreModule.forRoot(),
        dataSource('privacy'),
        TrackingItemsModule.forRoot({ isGlobal: true, dataSource: 'privacy', routes: 'none' }),
        ElsewhereModule,
      ],
    });
    try {
      await server.app.get(TrackingItemsService).create(trackingItemInput());
      expect(await server.app.get(Elsewhere).catalogue.current('default')).toMatchObject({ version: 1 });
      expect((await fetch(`${server.url}/tracking-items`)).status).toBe(404);
    } finally {
      await server.close();
    }
  });

  it('takes its options from a class, mounts its routes, and keeps the admin ones closed while nobody is let in', async () => {
    const server = await startTestApp({
      adapter: 'fastify',
      imports: [CoreModule.forRoot(), dataSource(), TrackingItemsModule.forRootAsync({ useClass: Settings })],
    });
    try {
      const items = server.app.get(TrackingItemsService);
      await expect(items.create(trackingItemInput({ translations: { fr: { name: 'x' } } }))).rejects.toMatchObject({
        problem: { errors: [{ path: 'translations.fr', detail: expect.stringContaining('en, de') }] },
      });
      expect((await fetch(`${server.url}/tracking-items`)).status).toBe(200);
      expect((await fetch(`${server.url}/admin/tracking-items`)).status).toBe(401);
    } finally {
      await server.close();
    }
  });

  it('guards its histories also when TypeORM makes the tables itself', async () => {
    const server = await startTestApp({
      adapter: 'fastify',
      imports: [
        CoreModule.forRoot(),
        TypeOrmModule.forRoot({ ...place.options, autoLoadEntities: true, synchronize: true, retryAttempts: 0 }),
        TrackingItemsModule.forRoot(),
      ],
    });
    try {
      await server.app.get(TrackingItemsService).create(trackingItemInput());
      const source = server.app.get(DataSource);
      for (const table of ['privacy_tracking_item_versions', 'privacy_catalogue_versions']) {
        const attempt = transact(source, (manager) => manager.query(`UPDATE ${table} SET created_at = 0`));
        await expect(attempt).rejects.toThrow(/append-only/);
      }
    } finally {
      await server.close();
    }
  });
});
