import {
  type DisposableDatabase,
  eventually,
  type TestApp,
  TEST_ADAPTERS,
  testDatabases,
} from '@nest-privacy/core/testing';
import { DataSource } from 'typeorm';
import { Person } from '../test/person.js';
import { startRightsApp } from '../test/rights-app.js';
import { type Shop } from '../test/shop.js';
import { type AuditEntryView } from './index.js';

interface Listed {
  readonly items: readonly AuditEntryView[];
  readonly nextCursor: string | null;
}

describe.each(testDatabases().flatMap((database) => TEST_ADAPTERS.map((adapter) => ({ database, adapter }))))(
  'the audit log on $database.name under $adapter',
  ({ database, adapter }) => {
    let place: DisposableDatabase;
    let server: TestApp & { readonly shop: Shop };

    beforeEach(async () => {
      place = await database.create();
    });
    afterEach(async () => {
      await server.close();
      await place.drop();
    });

    const start = async (reasons: 'optional' | 'required'): Promise<Person> => {
      server = await startRightsApp({ place, adapter, options: { reasons } });
      return new Person(server.url, { Authorization: 'Bearer ada' });
    };
    const logged = (ada: Person, query = ''): Promise<Listed> => ada.ask('GET', `/admin/audit?limit=50${query}`);

    it('shows who erased whom and why, and what came of it, without naming anybody', async () => {
      const ada = await start('optional');
      const reason = 'ticket 4711: Mrs Archer wrote';
      const { id } = await ada.ask<{ id: string }>(
        'POST',
        '/privacy/erase',
        { userId: 'anna' },
        { 'Audit-Reason': reason },
      );
      const { items } = await eventually(
        () => logged(ada, '&action=POST%20/privacy/erase'),
        ({ items: [first] }) => (first?.outcome ?? null) !== null,
      );
      expect(items).toEqual([
        {
          id: expect.any(String) as string,
          at: expect.any(String) as string,
          administrator: 'ada',
          action: 'POST /privacy/erase',
          target: {},
          personal: true,
          reason,
          outcome: { at: expect.any(String) as string, status: 202, result: { request: id } },
        },
      ]);
      const rows = JSON.stringify(await server.app.get(DataSource).query('SELECT * FROM privacy_audit_entry'));
      for (const personal of ['anna', 'Archer', '4711']) expect(rows).not.toContain(personal);
    });

    it('keeps whose data was opened as a hash, by which it is found', async () => {
      const ada = await start('optional');
      await ada.send('GET', '/admin/privacy/requests?userId=anna&limit=5');
      await ada.send('GET', '/admin/privacy/requests?userId=bert');
      const { items } = await logged(ada, '&target=anna&action=GET%20/admin/privacy/requests');
      const rows = JSON.stringify(await server.app.get(DataSource).query('SELECT * FROM privacy_audit_entry'));
      expect(rows).not.toMatch(/anna|bert/);
      expect(items).toMatchObject([
        {
          action: 'GET /admin/privacy/requests',
          target: { userId: expect.stringMatching(/^#[\w-]{43}$/) as string, limit: '5' },
        },
      ]);
      expect((await logged(ada, '&target=carla')).items.filter(({ target }) => target.userId)).toEqual([]);
    });

    it('demands a reason where data of a person is opened, if it is told to', async () => {
      const ada = await start('required');
      const refused = await ada.send('POST', '/privacy/export', { userId: 'anna' });
      expect([refused.status, ((await refused.json()) as { code: string }).code]).toEqual([
        400,
        'AUDIT_REASON_REQUIRED',
      ]);
      expect(
        (await ada.send('POST', '/privacy/export', { userId: 'anna' }, { 'Audit-Reason': 'ticket 1' })).status,
      ).toBe(200);
      expect((await ada.send('GET', '/admin/privacy/requests/x')).status).toBe(404);
    });

    it('has nothing done that it cannot write', async () => {
      const ada = await start('optional');
      server.app.useLogger(false);
      await server.app.get(DataSource).query('ALTER TABLE privacy_audit_entry RENAME TO elsewhere');
      server.shop.orders.set('anna', ['a book']);
      const refused = await ada.send('POST', '/privacy/erase', { userId: 'anna' });
      expect([refused.status, ((await refused.json()) as { code: string }).code]).toEqual([
        503,
        'AUDIT_LOG_UNAVAILABLE',
      ]);
      expect((await ada.send('GET', '/admin/privacy/requests')).status).toBe(503);
      await server.app.get(DataSource).query('ALTER TABLE elsewhere RENAME TO privacy_audit_entry');
      expect((await ada.ask<Listed>('GET', '/admin/privacy/requests')).items).toEqual([]);
      expect(server.shop.orders.has('anna')).toBe(true);
    });

    it('is read page by page', async () => {
      const ada = await start('optional');
      for (let i = 0; i < 5; i++) await ada.send('GET', `/admin/privacy/requests?limit=${i + 1}`);
      const seen: string[] = [];
      let cursor: string | null = '';
      while (cursor !== null) {
        const query: string = `/admin/audit?limit=2&action=GET%20/admin/privacy/requests${cursor && `&cursor=${cursor}`}`;
        const page: Listed = await ada.ask('GET', query);
        seen.push(...page.items.map(({ target }) => target['limit']!));
        cursor = page.nextCursor;
      }
      expect(seen).toEqual(['5', '4', '3', '2', '1']);
    });
  },
);
