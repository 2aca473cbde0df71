import { randomUUID } from 'node:crypto';
import { type DisposableDatabase, eventually, pairedPlatforms, type TestApp } from '@nest-privacy/core/testing';
import { DataSource } from 'typeorm';
import { Person } from '../test/person.js';
import { startRightsApp } from '../test/rights-app.js';
import { type Shop } from '../test/shop.js';
import { type AuditEntryView } from './index.js';

interface Listed {
  readonly items: readonly AuditEntryView[];
  readonly nextCursor: string | null;
}

const HASHED = /^#[\w-]{43}$/;

describe.each(pairedPlatforms())('the audit log on $name under $adapter', ({ database, adapter }) => {
  let place: DisposableDatabase;
  let server: TestApp & { readonly shop: Shop };
  let strict: TestApp;
  let ada: Person;
  let user: string;

  beforeAll(async () => {
    place = await database.create();
    server = await startRightsApp({ place, adapter });
    strict = await startRightsApp({ place, adapter, options: { reasons: 'required', erasures: 'leave' } });
    ada = new Person(server.url, { Authorization: 'Bearer ada' });
  });
  afterAll(async () => {
    await strict.close();
    await server.close();
    await place.drop();
  });
  beforeEach(() => (user = `anna-${randomUUID()}`));

  const logged = (query: string): Promise<Listed> => ada.ask('GET', `/admin/audit?limit=50${query}`);
  const ended = (query: string): Promise<Listed> =>
    eventually(
      () => logged(query),
      ({ items }) => items.length > 0 && items.every(({ outcome }) => outcome !== null),
    );
  const rows = async (table = 'privacy_audit_entry'): Promise<string> =>
    JSON.stringify(await server.app.get(DataSource).query(`SELECT * FROM ${table}`));

  it('shows who erased whom and why, and what came of it, without naming anybody', async () => {
    const reason = `ticket 4711: Mrs Archer wrote for ${user}`;
    const { id } = await ada.ask<{ id: string }>(
      'POST',
      '/privacy/erase',
      { userId: user },
      { 'Audit-Reason': encodeURIComponent(reason) },
    );
    expect((await ended(`&action=POST%20/privacy/erase&target=${user}`)).items).toEqual([
      {
        id: expect.any(String) as string,
        at: expect.any(String) as string,
        administrator: 'ada',
        action: 'POST /privacy/erase',
        target: { userId: expect.stringMatching(HASHED) as string },
        personal: true,
        reason,
        outcome: { at: expect.any(String) as string, status: 202, result: { request: id } },
      },
    ]);
    const kept = await rows();
    for (const personal of ['anna', 'Archer', '4711']) expect(kept).not.toContain(personal);
  });

  it('finds whom a body named, spelt as it may be', async () => {
    const subjectId = randomUUID();
    await ada.send('POST', '/privacy/export', { subjectId: subjectId.toUpperCase() });
    const { items } = await logged(`&target=${subjectId}&action=POST%20/privacy/export`);
    expect(items).toMatchObject([{ action: 'POST /privacy/export', personal: true }]);
    expect(await rows()).not.toMatch(new RegExp(subjectId, 'i'));
  });

  it('keeps whose data was opened as a hash of the whole, by which it is found, and whatever else was written there', async () => {
    const long = `${user}-`.padEnd(254, 'x');
    await ada.send('GET', `/admin/privacy/requests?userId=${long}1&limit=5`);
    await ada.send('GET', `/admin/privacy/requests?userId=${long}2&${user}@example.com=1`);
    const { items } = await logged(`&target=${long}1&action=GET%20/admin/privacy/requests`);
    expect(await rows()).not.toMatch(/anna/);
    expect(items).toMatchObject([
      {
        action: 'GET /admin/privacy/requests',
        target: { userId: expect.stringMatching(HASHED) as string, limit: '5' },
      },
    ]);
    expect((await logged('&target=carla')).items.filter(({ target }) => target.userId)).toEqual([]);
  });

  it('cuts what it keeps without parting a character', async () => {
    const cursor = `${'x'.repeat(199)}👩`;
    await ada.send('GET', `/admin/privacy/requests?userId=${user}&cursor=${encodeURIComponent(cursor)}`);
    const { items } = await logged(`&target=${user}&action=GET%20/admin/privacy/requests`);
    expect(items).toMatchObject([{ target: { cursor: `${'x'.repeat(199)}\uFFFD` } }]);
  });

  it('says which requests were listed, where that names nobody', async () => {
    await ada.send('GET', '/admin/privacy/requests?overdue=true&kind=erase');
    const { items } = await ended('&action=GET%20/admin/privacy/requests');
    expect(items[0]).toMatchObject({ personal: false, target: { overdue: 'true', kind: 'erase' } });
  });

  it('finds a value as it is spelt, and none that holds it', async () => {
    const place = `Plan-${user}`;
    await ada.send('GET', `/admin/privacy/requests/x?place=${place}%25`);
    for (const other of [place, `${place}_`, `plan-${user}%25`])
      expect((await logged(`&target=${other}&action=GET%20/admin/privacy/requests/:id`)).items).toEqual([]);
    expect((await logged(`&target=${place}%25&action=GET%20/admin/privacy/requests/:id`)).items).toHaveLength(1);
  });

  it('says what was done about a request', async () => {
    const { id } = await ada.ask<{ id: string }>('POST', '/privacy/erase', { userId: user });
    await ada.send('POST', `/admin/privacy/requests/${id}/actions`, { action: 'refuse', reason: 'none' });
    const { items } = await ended(`&target=${id}&action=POST%20/admin/privacy/requests/:id/actions`);
    expect(items).toMatchObject([{ target: { id }, outcome: { result: { action: 'refuse' } } }]);
  });

  it('demands a reason where data of a person is opened, if it is told to, and there alone', async () => {
    const careful = new Person(strict.url, { Authorization: 'Bearer ada' });
    const refused = await careful.send('POST', '/privacy/export', { userId: user });
    expect([refused.status, ((await refused.json()) as { code: string }).code]).toEqual([400, 'AUDIT_REASON_REQUIRED']);
    const reason = { 'Audit-Reason': 'ticket 1' };
    expect((await careful.send('POST', '/privacy/export', { userId: user }, reason)).status).toBe(200);
    expect((await careful.send('GET', '/admin/privacy/requests/x')).status).toBe(404);
    expect((await careful.send('GET', '/admin/privacy/requests?overdue=true')).status).toBe(200);
    expect((await careful.send('GET', `/admin/privacy/requests?userId=${user}`)).status).toBe(400);
  });

  it('has nothing done that it cannot write', async () => {
    server.app.useLogger(false);
    strict.app.useLogger(false);
    await server.app.get(DataSource).query('ALTER TABLE privacy_audit_entry RENAME TO elsewhere');
    server.shop.orders.set(user, ['a book']);
    const refused = await ada.send('POST', '/privacy/erase', { userId: user });
    expect([refused.status, ((await refused.json()) as { code: string }).code]).toEqual([503, 'AUDIT_LOG_UNAVAILABLE']);
    expect((await ada.send('GET', '/admin/privacy/requests')).status).toBe(503);
    await server.app.get(DataSource).query('ALTER TABLE elsewhere RENAME TO privacy_audit_entry');
    expect((await ada.ask<Listed>('GET', `/admin/privacy/requests?userId=${user}`)).items).toEqual([]);
    expect(server.shop.orders.has(user)).toBe(true);
  });

  it('is read page by page', async () => {
    const id = randomUUID();
    for (let i = 0; i < 5; i++) await ada.send('GET', `/admin/privacy/requests/${id}?place=${i + 1}`);
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const query: string = `/admin/audit?limit=2&target=${id}&action=GET%20/admin/privacy/requests/:id${cursor && `&cursor=${cursor}`}`;
      const page: Listed = await ada.ask('GET', query);
      seen.push(...page.items.map(({ target }) => target['place']!));
      cursor = page.nextCursor;
    }
    expect(seen).toEqual(['5', '4', '3', '2', '1']);
  });
});
