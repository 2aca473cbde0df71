import {
  ANALYTICS_ENTITIES,
  ANALYTICS_MIGRATIONS,
  AnalyticsModule,
  AnalyticsService,
  AnalyticsStatistics,
} from '@nest-privacy/analytics';
import { CONSENT_ENTITIES, CONSENT_MIGRATIONS, ConsentModule, ConsentRecords } from '@nest-privacy/consent';
import { waitUntilStored } from '@nest-privacy/analytics/testing';
import { AuditLog, CoreModule, DataSubject } from '@nest-privacy/core';
import {
  type DisposableDatabase,
  startTestApp,
  type TestApp,
  testDatabases,
  waitUntil,
} from '@nest-privacy/core/testing';
import { guardDrift, schemaDrift, transact } from '@nest-privacy/core/typeorm';
import {
  AuditEntries,
  AuditSealer,
  AuditVerification,
  RIGHTS_ENTITIES,
  RIGHTS_MIGRATIONS,
  RightsModule,
  RightsService,
} from '@nest-privacy/rights';
import {
  TRACKING_ITEMS_ENTITIES,
  TRACKING_ITEMS_MIGRATIONS,
  TrackingItemsModule,
  TrackingItemsService,
  UndeclaredCookies,
  UndeclaredList,
} from '@nest-privacy/tracking-items';
import { trackingItemInput } from '@nest-privacy/tracking-items/testing';
import { Controller, Get, Header } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DataSource, type DataSourceOptions, DefaultNamingStrategy } from 'typeorm';
import { EventOutbox } from '../../libs/analytics/src/store/event-outbox.js';
import { TermCollector } from '../../libs/analytics/src/typeorm/term-collector.js';
import { Browser } from '../../libs/consent/test/browser.js';

const ENTITIES = [...CONSENT_ENTITIES, ...TRACKING_ITEMS_ENTITIES, ...ANALYTICS_ENTITIES, ...RIGHTS_ENTITIES];
const MIGRATIONS = [...CONSENT_MIGRATIONS, ...TRACKING_ITEMS_MIGRATIONS, ...ANALYTICS_MIGRATIONS, ...RIGHTS_MIGRATIONS];
const SECRETS = ['a-secret-of-tests-that-is-long-enough-0001'];

const snakeCase = (name: string): string =>
  name.replaceAll(/[A-Z]/g, (letter, at) => `${at > 0 ? '_' : ''}${letter.toLowerCase()}`);

/** As `typeorm-naming-strategies` names: by the members, in snake case. */
class SnakeNames extends DefaultNamingStrategy {
  override columnName(propertyName: string, customName: string | undefined, prefixes: string[]): string {
    return snakeCase(prefixes.concat(customName ?? propertyName).join('_'));
  }
}

/** Names tables by classes alone, and puts a word before what has a name of its own and another before what has none. */
class OwnNames extends DefaultNamingStrategy {
  override tableName(targetName: string): string {
    return `Own_${targetName}`;
  }

  override columnName(propertyName: string, customName: string | undefined): string {
    return customName === undefined ? `m${propertyName}` : `c_${customName}`;
  }
}

@Controller()
class Articles {
  @Get('articles/1')
  @Header('content-type', 'text/html')
  page(): string {
    return '<p>text</p>';
  }
}

const NAMINGS: Readonly<Record<string, Partial<DataSourceOptions>>> = {
  'an entityPrefix': { entityPrefix: 'My-app_' },
  'a naming strategy in snake case': { namingStrategy: new SnakeNames() },
  'a naming strategy that renames everything': { namingStrategy: new OwnNames(), entityPrefix: 'p_' },
};

const SCHEMAS = {
  'a schema': { schema: 'Privacy' },
  'a schema and an entityPrefix': { schema: 'x', entityPrefix: 'p_' },
};

const TABLES = {
  SQLite: `SELECT name FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' AND name <> 'migrations' ORDER BY name`,
  PostgreSQL: `SELECT relname AS name FROM pg_class WHERE relnamespace NOT IN (SELECT oid FROM pg_namespace WHERE nspname LIKE 'pg_%' OR nspname = 'information_schema')
    AND relname !~ '^(migrations|PK_)' UNION ALL SELECT proname FROM pg_proc WHERE proname LIKE '%privacy%' ORDER BY 1`,
};

/** Those that change most, each the other's opposite. */
export const BOLDEST = ['a naming strategy that renames everything', 'a schema and an entityPrefix'];

/**
 * Has namings hold in migrations, triggers and statements.
 *
 * @param only which; default: all
 */
export function describeTableNames(only?: readonly string[]): void {
  describe.each(testDatabases())('the tables on $name', (database) => {
    const namings = Object.entries<Partial<DataSourceOptions>>(
      database.name === 'PostgreSQL' ? { ...NAMINGS, ...SCHEMAS } : NAMINGS,
    ).filter(([name]) => only?.includes(name) ?? true);

    describe.each(namings)('by %s', (_name, naming) => {
      let place: DisposableDatabase;
      let options: DataSourceOptions;
      let source: DataSource;
      let server: TestApp;

      beforeAll(async () => {
        place = await database.create();
        options = { ...place.options, ...naming, entities: ENTITIES, migrations: MIGRATIONS } as DataSourceOptions;
        // As a command line has it: migrations, and no entities.
        const migrating = await new DataSource({ ...options, entities: [] }).initialize();
        if ('schema' in naming) await migrating.query(`CREATE SCHEMA "${naming.schema}"`);
        await migrating.runMigrations();
        await migrating.destroy();
        source = await new DataSource(options).initialize();
        server = await startTestApp({
          adapter: 'fastify',
          controllers: [Articles],
          imports: [
            CoreModule.forRoot(),
            TypeOrmModule.forRoot({ ...options, retryAttempts: 0 }),
            ConsentModule.forRoot({ secrets: SECRETS, isGlobal: true, revocations: { pollInterval: 'off' } }),
            TrackingItemsModule.forRoot({ isGlobal: true }),
            AnalyticsModule.forRoot({ flushInterval: 20 }),
            RightsModule.forRoot({ secrets: SECRETS, secondLook: 0 }),
          ],
        });
      });
      afterAll(async () => {
        await source.destroy();
        await place.drop();
      });

      it('are what the entities say', async () => {
        expect(await schemaDrift(source)).toEqual([]);
        for (const entity of ENTITIES.filter(({ name }) =>
          /Record|Version|Audit(?!Pending|Target)|RightsEvent/.test(name),
        ))
          expect([entity.name, await guardDrift(source, entity)]).toEqual([entity.name, []]);
      });

      it('keep decisions, which nobody rewrites', async () => {
        const { app, url } = server;
        const visitor = new Browser(url);
        expect((await visitor.decide({ STATISTICS: 'granted' })).status).toBe(201);
        expect((await visitor.decide({ STATISTICS: 'denied' })).status).toBe(201);
        expect((await visitor.consent()).decisions).toMatchObject({ STATISTICS: 'denied' });
        const { items } = await app.get(ConsentRecords).page({ siteId: 'default' }, { limit: 5 });
        expect(items.map(({ decisions }) => decisions.STATISTICS)).toEqual(['denied', 'granted']);
        for (const table of source.entityMetadatas.filter(({ name }) => name === 'ConsentRecordEntity')) {
          const path = table.tablePath
            .split('.')
            .map((part) => `"${part}"`)
            .join('.');
          await expect(transact(source, (manager) => manager.query(`DELETE FROM ${path}`))).rejects.toThrow(
            /append-only/,
          );
        }
      });

      it('keep the catalogue and its history', async () => {
        const { app } = server;
        const catalogue = app.get(TrackingItemsService);
        const { id } = await catalogue.create(trackingItemInput());
        expect((await catalogue.list({ q: 'Zählt Besuche' }, { limit: 5 })).items.map((item) => item.id)).toEqual([id]);
      });

      it('list cookies that nobody declared', async () => {
        const { app, url } = server;
        const [cookies, list] = [app.get(UndeclaredCookies), app.get(UndeclaredList)];
        // Beside those of the visitor's decisions, which this catalogue does not declare either.
        const leftOver = async () =>
          (await list.page('default', { limit: 5 })).items.find(({ name }) => name === 'left_over');
        for (const times of [1, 2]) {
          await (await new Browser(url, { cookie: 'left_over=1' }).send('GET', '/nothing')).text();
          // It is noted once the answer has been sent.
          await waitUntil('it is listed', async () => {
            await cookies.flush();
            return (await leftOver())?.seen === times;
          });
        }
        await list.forget((await leftOver())!.id);
        expect(await leftOver()).toBeUndefined();
      });

      it('count what was visited', async () => {
        const { app, url } = server;
        const reader = new Browser(url, { 'user-agent': 'Mozilla/5.0 (X11; Linux) Firefox/140.0' });
        await (await reader.send('GET', '/articles/1')).text();
        await waitUntilStored(app, 1);
        const today = new Date().toISOString().slice(0, 10);
        const [statistics, scope] = [app.get(AnalyticsStatistics), { site: 'default', from: today, to: today }];
        expect((await statistics.aggregate(scope)).metrics.pageviews).toBe(1);
        const { series } = await statistics.timeSeries(scope, 'day');
        expect(series.map(({ metrics }) => metrics.pageviews)).toEqual([1]);
        const { items } = await statistics.breakdown(scope, 'page', { limit: 5 });
        expect(items.map(({ value }) => value)).toEqual(['/articles/1']);
        await app.get(TermCollector, { strict: false }).collect();
      });

      it('count what happened in transactions', async () => {
        const { app } = server;
        const analytics = app.get(AnalyticsService);
        await transact(app.get(DataSource), (manager) => analytics.track('order', {}, { manager }));
        await waitUntilStored(app, 2);
        const outbox = app.get<EventOutbox>(EventOutbox, { strict: false });
        await waitUntil('it is done with', async () => (await outbox.size()).waiting === 0);
        await outbox.forgetParked(Date.now());
        expect(await outbox.forget(['0'.repeat(32)])).toBe(0);
      });

      it('keep requests of persons and what administrators did', async () => {
        const { app } = server;
        const rights = app.get(RightsService);
        const { id } = await rights.erase(DataSubject.of([{ kind: 'user', value: 'anna' }]));
        const isDone = async (): Promise<boolean> => (await rights.find(id)).request.state === 'completed';
        await waitUntil('it is erased', isDone);
        expect((await rights.own(DataSubject.of([{ kind: 'user', value: 'anna' }]), [])).length).toBe(1);
        const [log, entries] = [app.get<AuditLog>(AuditLog), app.get(AuditEntries)];
        const action = {
          administrator: 'ada',
          action: 'GET /',
          target: { id: '1' },
          personal: true,
          reason: 'x',
          at: 1,
        };
        await log.conclude({ entryId: await log.record(action), status: 200, result: {}, at: 2 });
        await app.get(AuditSealer).seal();
        expect((await entries.page({ target: '1' }, { limit: 5 })).items).toMatchObject([{ reason: 'x', outcome: {} }]);
        expect(await app.get(AuditVerification).part()).toMatchObject({ fault: null, checked: 2 });
      });

      it('go as they came', async () => {
        await server.close();
        for (let i = 0; i < MIGRATIONS.length; i++) await source.undoLastMigration();
        expect(await source.query(TABLES[database.name])).toEqual([]);
      });
    });
  });
}
