import { APP_FILTER } from '@nestjs/core';
import { Controller, Get, Header } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ANALYTICS_ENTITIES, ANALYTICS_MIGRATIONS, AnalyticsModule } from '@nest-privacy/analytics';
import { waitUntilStored } from '@nest-privacy/analytics/testing';
import { CONSENT_ENTITIES, CONSENT_MIGRATIONS, ConsentModule, ConsentRecordEntity } from '@nest-privacy/consent';
import { AdminAccess, CoreModule, EveryErrorFilter, SubjectResolver } from '@nest-privacy/core';
import {
  type DisposableDatabase,
  eventually,
  startTestApp,
  type TestApp,
  testDatabases,
} from '@nest-privacy/core/testing';
import {
  type AdminRequestView,
  RIGHTS_ENTITIES,
  RIGHTS_MIGRATIONS,
  RIGHTS_SCOPES,
  RightsModule,
} from '@nest-privacy/rights';
import { DataSource } from 'typeorm';
import { Browser } from '../../libs/consent/test/browser.js';
import { as, HeaderSession, login, withUsers } from '../../libs/consent/test/logins.js';

const SECRETS = ['a-secret-of-tests-that-is-long-enough-0001'];
const ANNA = 'user-anna-4711';
const FIREFOX = { 'sec-fetch-site': 'same-origin', 'user-agent': 'Mozilla/5.0 (X11; Linux) Firefox/140.0' };

@Controller()
class Pages {
  @Get('articles/:slug')
  @Header('Content-Type', 'text/html')
  article(): string {
    return 'x';
  }
}

describe.each(testDatabases())('the rights of somebody who is logged in, over all features, on $name', (database) => {
  let place: DisposableDatabase;
  let server: TestApp;
  let source: DataSource;
  const users = withUsers(new HeaderSession());

  beforeAll(async () => {
    place = await database.create();
    server = await startTestApp({
      adapter: 'fastify',
      controllers: [Pages, ...users.controllers!],
      providers: [
        { provide: APP_FILTER, useClass: EveryErrorFilter },
        { provide: SubjectResolver, useValue: users.session },
        {
          provide: AdminAccess,
          useValue: {
            administratorOf: () => ({ id: 'ada', scopes: new Set(RIGHTS_SCOPES) }),
          } satisfies AdminAccess,
        },
      ],
      imports: [
        CoreModule.forRoot(),
        TypeOrmModule.forRoot({
          ...place.options,
          entities: [...CONSENT_ENTITIES, ...ANALYTICS_ENTITIES, ...RIGHTS_ENTITIES],
          migrations: [...CONSENT_MIGRATIONS, ...ANALYTICS_MIGRATIONS, ...RIGHTS_MIGRATIONS],
          migrationsRun: true,
        }),
        ConsentModule.forRoot({ isGlobal: true, secrets: SECRETS, rateLimit: 'off' }),
        AnalyticsModule.forRoot({ secrets: SECRETS, flushInterval: 20 }),
        RightsModule.forRoot({ secrets: SECRETS, secondLook: 0, rateLimit: 'off' }),
      ],
    });
    source = server.app.get(DataSource);
  });
  afterAll(async () => {
    await server.close();
    await place.drop();
  });

  const everything = async (): Promise<string> => {
    const rows: unknown[] = [];
    for (const { tablePath } of source.entityMetadatas) rows.push(await source.query(`SELECT * FROM ${tablePath}`));
    return JSON.stringify(rows);
  };

  it('reach every device: an administrator erases an account, and nothing leads to it any more', async () => {
    const [laptop, telephone] = [new Browser(server.url, FIREFOX), new Browser(server.url, FIREFOX)];
    for (const browser of [laptop, telephone]) {
      await login(browser, ANNA);
      await browser.send('POST', '/consent', { body: { decisions: { STATISTICS: 'granted' } }, headers: as(ANNA) });
      await (await browser.send('GET', `/articles/tea`, { headers: as(ANNA) })).text();
    }
    await waitUntilStored(server.app, 2);

    const bundle = (await (await laptop.send('POST', '/privacy/export', { headers: as(ANNA) })).json()) as {
      contributors: { name: string; sections: { name: string; rows: object[] }[] }[];
    };
    const events = bundle.contributors.find(({ name }) => name === 'analytics')!.sections[0]!.rows;
    expect(events).toHaveLength(2);

    const headers = { 'audit-reason': 'ticket 4711', authorization: 'Bearer x' };
    const asked = await new Browser(server.url).send('POST', '/privacy/erase', { body: { userId: ANNA }, headers });
    expect(asked.status).toBe(202);
    const { id } = (await asked.json()) as { id: string };
    const { report } = await eventually(
      async () => (await (await fetch(`${server.url}/admin/privacy/requests/${id}`)).json()) as AdminRequestView,
      ({ state }) => state === 'completed',
    );
    expect(report).toContainEqual(expect.objectContaining({ contributor: 'analytics', section: 'events', erased: 2 }));
    expect(await source.query('SELECT 1 FROM privacy_analytics_event')).toEqual([]);
    const kept = await everything();
    for (const personal of [ANNA, 'ticket 4711']) expect(kept).not.toContain(personal);
    // The proofs are there, of a pseudonym that leads to nobody.
    expect(await source.manager.count(ConsentRecordEntity)).toBeGreaterThan(0);

    const { items } = (await (await fetch(`${server.url}/admin/audit?action=POST%20/privacy/erase`)).json()) as {
      items: object[];
    };
    expect(items).toMatchObject([
      { administrator: 'ada', reason: 'ticket 4711', outcome: { result: { request: id } } },
    ]);
  });
});
