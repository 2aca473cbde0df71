import { Broadcast } from '@nest-privacy/core';
import { type DisposableDatabase, eventually, testDatabases, type TestTables } from '@nest-privacy/core/testing';
import { Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { bodyOf, Browser } from '../../test/browser.js';
import { type ConsentApp, startConsentApp } from '../../test/consent-app.js';
import { noticeContent } from '../../test/notice-content.js';
import { ConsentConfig } from '../consent.config.js';
import { CONSENT_ENTITIES, ConsentRecordEntity, ConsentStateEntity, NoticePublisher } from '../index.js';
import { ConsentNotices } from './consent-notices.js';
import { NoticeMemory } from './notice-memory.js';

describe.each(testDatabases())('a process that cannot read the notices at its start, on $name', (database) => {
  let place: DisposableDatabase;
  let server: ConsentApp;
  /** By which the notices are read; it has no connection until a test opens it. */
  let late: DataSource;

  beforeEach(async () => {
    jest.spyOn(Logger.prototype, 'error').mockImplementation();
    const taken = { ...database, create: async (tables?: TestTables) => (place = await database.create(tables)) };
    server = await startConsentApp({
      adapter: 'fastify',
      database: taken,
      own: [
        {
          provide: NoticeMemory,
          inject: [ConsentConfig, Broadcast],
          useFactory: (config: ConsentConfig, broadcast: Broadcast) => {
            late = new DataSource({ ...place.options, entities: CONSENT_ENTITIES });
            return new NoticeMemory(late, config, broadcast);
          },
        },
      ],
    });
  });
  afterEach(async () => {
    if (late.isInitialized) await late.destroy();
    await server.close();
    jest.restoreAllMocks();
  });

  it('takes refusals, and no grant until they are known: then as the notice says', async () => {
    const visitor = new Browser(server.url);
    for (const response of [
      await visitor.decide({ STATISTICS: 'granted' }),
      await visitor.send('GET', '/consent/notice'),
    ])
      expect([response.status, response.headers.get('retry-after'), await response.json()]).toEqual([
        503,
        '1',
        expect.objectContaining({ code: 'NOTICE_UNREAD' }),
      ]);
    expect((await visitor.decide({ STATISTICS: 'denied' })).status).toBe(201);
    expect(await server.source.manager.countBy(ConsentRecordEntity, { eventType: 'given' })).toBe(0);
    // As another process would.
    await server.app.get(NoticePublisher).seed('default', noticeContent());
    expect(server.app.get(ConsentNotices).isKnown()).toBe(false);
    await late.initialize();
    const granted = await new Browser(server.url).decide({ STATISTICS: 'granted' });
    expect([granted.status, await bodyOf(granted)]).toMatchObject([201, { noticeVersion: 1 }]);
    const record = await server.source.manager.findOneByOrFail(ConsentRecordEntity, { eventType: 'given' });
    expect(record.noticeHash).toBe(server.app.get(ConsentNotices).active('default')!.sha256);
    expect(await server.source.manager.count(ConsentStateEntity)).toBe(2);
  });

  it('looks again by itself, though it is told to look for nobody', async () => {
    await server.app.get(NoticePublisher).seed('default', noticeContent());
    await late.initialize();
    await eventually(
      async () => (await new Browser(server.url).send('GET', '/consent/notice')).status,
      (status) => status === 200,
    );
  });
});
