import { type DisposableDatabase, eventually, type TestApp, testDatabases } from '@nest-privacy/core/testing';
import { appendOnlyV1, dialectOf, tableOf, transact } from '@nest-privacy/core/typeorm';
import { type HeadAnchor, type TreeHead } from '@nest-privacy/core/sealing';
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
  const heads: TreeHead[] = [];
  const outside: HeadAnchor = {
    name: 'a list',
    keep: (newest) => Promise.resolve(void heads.push(...newest)),
  };
  let ada: Person;

  beforeAll(async () => {
    place = await database.create();
    server = await startRightsApp({ place, options: { anchors: [outside] } });
    source = server.app.get(DataSource);
    ada = new Person(server.url, { Authorization: 'Bearer ada' });
    for (let i = 0; i < 5; i++) await ada.ask('GET', `/admin/privacy/requests?limit=${i + 1}`);
    await seal();
  });
  afterEach(async () => {
    expect(await verify()).toMatchObject({ status: 'verified' });
  });
  afterAll(async () => {
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
  const expectFault = async (fault: object): Promise<void> => {
    expect(await verify()).toMatchObject({ status: 'tampered', fault });
    const verdict = await verifyAuditLog({ source, keys: auditKeys(SECRETS) });
    expect(verdict.fault).toMatchObject(fault);
  };
  const idOf = async (place: number): Promise<string> => {
    const rows = await source.query<{ id: string }[]>('SELECT id FROM privacy_audit_entry ORDER BY at, id');
    return rows[place]!.id;
  };

  it('is whole while nobody changed it, and says what is not sealed yet', async () => {
    const first = await eventually(verify, ({ unsealed }) => unsealed > 0);
    expect(first).toMatchObject({ status: 'verified', fault: null, nextCursor: null, head: { log: 'audit' } });
    expect(first.size).toBeGreaterThanOrEqual(10);
    await seal();
    expect((await verify()).size).toBeGreaterThan(first.size);
    const all = await verifyAuditLog({ source, keys: auditKeys(SECRETS) });
    expect(all).toMatchObject({ fault: null, checked: all.head!.size });
    const others = auditKeys(['another-secret-of-tests-that-is-long-enough']);
    expect((await verifyAuditLog({ source, keys: others })).fault).toMatchObject({ kind: 'untrusted key' });
  });

  it('tells that an entry was edited, and which', async () => {
    const id = await idOf(3);
    const name = (administrator: string): string =>
      `UPDATE privacy_audit_entry SET administrator = '${administrator}' WHERE id = '${id}'`;
    const { administrator } = await source.manager.findOneByOrFail(AuditEntryEntity, { id });
    await tamper(AuditEntryEntity, name('bob'));
    await expectFault({ kind: 'edited', id });
    await tamper(AuditEntryEntity, name(administrator));
  });

  it('tells that an entry was deleted, and which', async () => {
    const id = await idOf(3);
    const entry = await source.manager.findOneByOrFail(AuditEntryEntity, { id });
    await tamper(AuditEntryEntity, `DELETE FROM privacy_audit_entry WHERE id = '${id}'`);
    await expectFault({ kind: 'deleted', id });
    await source.manager.insert(AuditEntryEntity, entry);
  });

  it('tells that an entry was put in later, and which', async () => {
    const id = '01a20021-0e53-71fd-8ed9-1507ebd4a014';
    const template = await source.manager.findOneByOrFail(AuditEntryEntity, { id: await idOf(0) });
    await source.manager.insert(AuditEntryEntity, { ...template, id, actionId: id });
    await expectFault({ kind: 'inserted', id });
    await tamper(AuditEntryEntity, `DELETE FROM privacy_audit_entry WHERE id = '${id}'`);
  });

  it('tells that an entry was changed before it was sealed', async () => {
    const [pending] = await eventually(
      async () => {
        await ada.ask('GET', '/admin/privacy/requests');
        return source.query<{ id: string }[]>('SELECT id FROM privacy_audit_pending ORDER BY at, id');
      },
      (all) => all.length > 0,
    );
    const { id } = pending!;
    const kind = (to: string): string => `UPDATE privacy_audit_entry SET personal = ${to} WHERE id = '${id}'`;
    await tamper(AuditEntryEntity, kind('NOT personal'));
    await seal();
    await expectFault({ kind: 'edited', id });
    await tamper(AuditEntryEntity, kind('NOT personal'));
  });

  it('has its heads kept outside, by which it is found when its end is cut off', async () => {
    await seal();
    const anchors = async function* (): AsyncGenerator<TreeHead> {
      yield* await Promise.resolve([{ ...heads[0]!, log: 'another' }, ...heads]);
    };
    const inspection = { source, keys: auditKeys(SECRETS), anchors };
    expect(heads.length).toBeGreaterThan(0);
    expect((await verifyAuditLog(inspection)).fault).toBeNull();
    const { size } = heads.at(-1)!;
    const later = `FROM privacy_audit_seal WHERE size = ${size}`;
    const [row] = await source.query<[Record<string, unknown>]>(`SELECT * ${later}`);
    await tamper(AuditSealEntity, `DELETE ${later}`);
    expect((await verifyAuditLog(inspection)).fault).not.toBeNull();
    const names = Object.keys(row);
    const values = names.map((name) => (row[name] === null ? 'NULL' : `'${String(row[name] as string | number)}'`));
    await tamper(AuditSealEntity, `INSERT INTO privacy_audit_seal (${names.join()}) VALUES (${values.join()})`);
  });

  it('tells that a head was forged', async () => {
    const [{ root }] = await source.query<[{ root: string }]>('SELECT root FROM privacy_audit_seal ORDER BY size');
    const change = (from: string, to: string): string =>
      `UPDATE privacy_audit_seal SET root = '${to}' WHERE root = '${from}'`;
    await tamper(AuditSealEntity, change(root, '0'.repeat(64)));
    await expectFault({});
    await tamper(AuditSealEntity, change('0'.repeat(64), root));
  });
});
