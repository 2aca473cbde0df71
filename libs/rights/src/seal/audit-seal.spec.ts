import { type DisposableDatabase, eventually, type TestApp, testDatabases } from '@nest-privacy/core/testing';
import { appendOnlyV1, dialectOf, tableOf, transact } from '@nest-privacy/core/typeorm';
import { DataSource } from 'typeorm';
import { Person } from '../../test/person.js';
import { SECRETS, startRightsApp } from '../../test/rights-app.js';
import { AuditEntryEntity } from '../entities/audit-entry.entity.js';
import { AuditSealEntity } from '../entities/audit-seal.entity.js';
import { auditKeys, AuditSealer, type AuditVerificationView, verifyAuditLog } from '../index.js';

describe.each(testDatabases())('the sealed audit log on $name', (database) => {
  let place: DisposableDatabase;
  let server: TestApp;
  let source: DataSource;
  let ada: Person;

  beforeEach(async () => {
    place = await database.create();
    server = await startRightsApp({ place });
    source = server.app.get(DataSource);
    ada = new Person(server.url, { Authorization: 'Bearer ada' });
    for (let i = 0; i < 5; i++) await ada.ask('GET', `/admin/privacy/requests?limit=${i + 1}`);
    await seal();
  });
  afterEach(async () => {
    await server.close();
    await place.drop();
  });

  const sealer = (): AuditSealer => server.app.get(AuditSealer);
  const seal = async (): Promise<void> => {
    while ((await sealer().unsealed()) > 0) await sealer().seal();
  };
  const verify = (): Promise<AuditVerificationView> => ada.ask('GET', '/admin/audit/verify');

  /** Does what the triggers forbid, as somebody could who owns the database, and puts them back. */
  async function tamper(entity: typeof AuditEntryEntity | typeof AuditSealEntity, sql: string): Promise<void> {
    const keys = entity === AuditEntryEntity ? [['id'], ['rowid']] : [['log', 'size'], ['rowid']];
    const { install, remove } = appendOnlyV1({ table: tableOf(source, entity), keys }, dialectOf(source));
    await transact(source, async (manager) => {
      for (const statement of [...remove, sql, ...install]) await manager.query(statement);
    });
  }
  const idOf = async (place: number): Promise<string> => {
    const rows = await source.query<{ id: string }[]>('SELECT id FROM privacy_audit_entry ORDER BY at, id');
    return rows[place]!.id;
  };

  it('is whole while nobody changed it, and says what is not sealed yet', async () => {
    const first = await verify();
    expect(first).toMatchObject({ status: 'verified', fault: null, nextCursor: null, head: { log: 'audit' } });
    expect(first.size).toBeGreaterThanOrEqual(10);
    expect(first.unsealed).toBeGreaterThan(0);
    await seal();
    expect((await verify()).size).toBeGreaterThan(first.size);
    const all = await verifyAuditLog({ source, keys: auditKeys(SECRETS) });
    expect(all).toMatchObject({ fault: null, checked: all.head!.size });
    const others = auditKeys(['another-secret-of-tests-that-is-long-enough']);
    expect((await verifyAuditLog({ source, keys: others })).fault).toMatchObject({ kind: 'untrusted key' });
  });

  it.each([
    ['edited', (id: string) => `UPDATE privacy_audit_entry SET administrator = 'bob' WHERE id = '${id}'`],
    ['deleted', (id: string) => `DELETE FROM privacy_audit_entry WHERE id = '${id}'`],
  ])('tells that an entry was %s, and which', async (kind, sql) => {
    const id = await idOf(3);
    await tamper(AuditEntryEntity, sql(id));
    expect(await verify()).toMatchObject({ status: 'tampered', fault: { kind, id } });
    const verdict = await verifyAuditLog({ source, keys: auditKeys(SECRETS) });
    expect(verdict.fault).toMatchObject({ kind, id });
  });

  it('tells that an entry was put in later', async () => {
    const [template] = await source.query<Record<string, unknown>[]>(
      'SELECT * FROM privacy_audit_entry ORDER BY at, id',
    );
    const id = '01a20021-0e53-71fd-8ed9-1507ebd4a014';
    await source.manager.insert(AuditEntryEntity, {
      ...(await source.manager.findOneByOrFail(AuditEntryEntity, { id: String(template!['id']) })),
      id,
      actionId: id,
    });
    expect(await verify()).toMatchObject({ status: 'tampered', fault: { kind: 'inserted', id } });
  });

  it('tells that an entry was changed before it was sealed', async () => {
    const [{ id }] = await eventually(
      async () => {
        await ada.ask('GET', '/admin/privacy/requests');
        return source.query<[{ id: string }]>('SELECT id FROM privacy_audit_pending ORDER BY at, id');
      },
      (pending) => pending.length > 0,
    );
    await tamper(AuditEntryEntity, `UPDATE privacy_audit_entry SET administrator = 'bob' WHERE id = '${id}'`);
    await seal();
    expect(await verify()).toMatchObject({ status: 'tampered', fault: { kind: 'edited', id } });
  });

  it('tells that a head was forged', async () => {
    await tamper(AuditSealEntity, `UPDATE privacy_audit_seal SET root = '${'0'.repeat(64)}'`);
    expect(await verify()).toMatchObject({ status: 'tampered' });
  });
});
