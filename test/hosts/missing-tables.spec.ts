import { ANALYTICS_ENTITIES, ANALYTICS_MIGRATIONS, AnalyticsModule } from '@nest-privacy/analytics';
import { CONSENT_ENTITIES, CONSENT_MIGRATIONS, ConsentModule } from '@nest-privacy/consent';
import { CoreModule } from '@nest-privacy/core';
import { type DisposableDatabase, startTestApp, type TestApp, testDatabases } from '@nest-privacy/core/testing';
import { RIGHTS_ENTITIES, RIGHTS_MIGRATIONS, RightsModule } from '@nest-privacy/rights';
import { TRACKING_ITEMS_ENTITIES, TRACKING_ITEMS_MIGRATIONS, TrackingItemsModule } from '@nest-privacy/tracking-items';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DataSource, type DataSourceOptions } from 'typeorm';

const ENTITIES = [...CONSENT_ENTITIES, ...TRACKING_ITEMS_ENTITIES, ...ANALYTICS_ENTITIES, ...RIGHTS_ENTITIES];
const MIGRATIONS = [...CONSENT_MIGRATIONS, ...TRACKING_ITEMS_MIGRATIONS, ...ANALYTICS_MIGRATIONS, ...RIGHTS_MIGRATIONS];

const importOf = (name: string, from: string): string => `import { ${name} } from '@nest-privacy/${from}'`;

describe.each(testDatabases())('a start on $name', (database) => {
  let place: DisposableDatabase;

  beforeEach(async () => {
    place = await database.create();
  });
  afterEach(() => place.drop());

  const start = (options: Partial<DataSourceOptions>): Promise<TestApp> =>
    startTestApp({
      adapter: 'fastify',
      imports: [
        // Before CoreModule and the database, as an application may have them.
        AnalyticsModule.forRoot({ isGlobal: true }),
        TrackingItemsModule.forRoot(),
        RightsModule.forRoot({ secrets: ['a-secret-of-tests-that-is-long-enough-0001'] }),
        ConsentModule.forRoot({ secrets: ['a-secret-of-tests-that-is-long-enough-0001'] }),
        CoreModule.forRoot(),
        TypeOrmModule.forRoot({ ...(place.options as object), ...options, retryAttempts: 0 }),
      ],
    });
  const refusal = async (options: Partial<DataSourceOptions>): Promise<Error> =>
    start(options).then(
      async (server) => (await server.close(), new Error('started')),
      (error: unknown) => error as Error,
    );
  const told = async (options: Partial<DataSourceOptions>, code: string, ...imports: string[]): Promise<void> => {
    const { message } = await refusal(options);
    expect(message.split(':')[0]).toBe(code);
    for (const line of imports) expect(message).toContain(line);
  };

  it('without entities names the constants of every module and where they are imported from, at once', () =>
    told(
      { migrations: MIGRATIONS },
      'ENTITIES_MISSING',
      importOf('CONSENT_ENTITIES', 'consent'),
      importOf('TRACKING_ITEMS_ENTITIES', 'tracking-items'),
      importOf('RIGHTS_ENTITIES', 'rights'),
      importOf('ANALYTICS_ENTITIES', 'analytics'),
      'autoLoadEntities: true',
    ));

  it('without migrations does the same', () =>
    told(
      { entities: ENTITIES },
      'MIGRATIONS_MISSING',
      importOf('CONSENT_MIGRATIONS', 'consent'),
      importOf('TRACKING_ITEMS_MIGRATIONS', 'tracking-items'),
      importOf('RIGHTS_MIGRATIONS', 'rights'),
      importOf('ANALYTICS_MIGRATIONS', 'analytics'),
      'privacy_consent_record',
      'privacy_tracking_items',
      'privacy_analytics_event',
    ));

  it('without what one module needs names that, and what another needs as well', () =>
    told(
      {
        entities: [...CONSENT_ENTITIES, ...TRACKING_ITEMS_ENTITIES],
        migrations: CONSENT_MIGRATIONS,
        migrationsRun: true,
      },
      'ENTITIES_MISSING',
      importOf('ANALYTICS_ENTITIES', 'analytics'),
      importOf('TRACKING_ITEMS_MIGRATIONS', 'tracking-items'),
    ));

  it('without triggers names those of every table', async () => {
    const options = { entities: ENTITIES, migrations: MIGRATIONS } as const;
    const source = await new DataSource({ ...place.options, ...options }).initialize();
    await source.runMigrations();
    const [on, name] =
      database.name === 'SQLite' ? [() => '', 'update'] : [(table: string) => ` ON ${table}`, 'change'];
    for (const table of ['privacy_consent_record', 'privacy_catalogue_versions'])
      await source.query(`DROP TRIGGER ${table}_no_${name}${on(table)}`);
    await source.destroy();
    await told(
      options,
      'APPEND_ONLY_TRIGGER_MISSING',
      `privacy_consent_record_no_${name}`,
      `privacy_catalogue_versions_no_${name}`,
      importOf('CONSENT_MIGRATIONS', 'consent'),
      importOf('TRACKING_ITEMS_MIGRATIONS', 'tracking-items'),
    );
  });
});
