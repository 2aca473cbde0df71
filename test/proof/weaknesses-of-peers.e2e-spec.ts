import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mintConsent } from '@nest-privacy/consent/testing';
import { days } from '@nest-privacy/core';
import { eventually, pairedPlatforms } from '@nest-privacy/core/testing';
import { sqliteOptions } from '@nest-privacy/core/typeorm';
import { DataSource } from 'typeorm';
import { Admin } from '../../apps/sample-api/test/admin.js';
import { type AppProcess, startProcess } from '../../apps/sample-api/test/app-process.js';
import { Visitor } from '../../apps/sample-api/test/visitor.js';

const SECRET = 'a-secret-for-the-tests-only-0123456789';
const CROWD = 40;

interface ConsentRecord {
  readonly id: string;
  readonly subjectId: string;
  readonly decisions: Readonly<Record<string, string>>;
}

interface Standing {
  readonly state: string;
  readonly regime: string;
  readonly recordId: string | null;
  readonly decisions: Readonly<Record<string, string>>;
  readonly allowed: Readonly<Record<string, boolean>>;
}

/** Where the best open consent back ends of 2026 fall short, one by one, tried on the sample application. */
describe.each(pairedPlatforms())('what peers get wrong, on $name under $adapter', ({ database, adapter }) => {
  let app: AppProcess;
  let admin: Admin;
  let source: DataSource;
  let folder: string;
  let drop: () => Promise<void>;

  beforeAll(async () => {
    const place = await database.create();
    drop = place.drop;
    folder = mkdtempSync(join(tmpdir(), 'sample-api-'));
    const isPostgres = database.name === 'PostgreSQL';
    app = await startProcess({
      HTTP_ADAPTER: adapter,
      DATA_DIR: folder,
      SECRETS: SECRET,
      LOG_LEVEL: 'error',
      // Believed from a proxy that is somebody else than who asks here.
      COUNTRY_HEADER: 'cf-ipcountry',
      REGION_HEADER: 'cf-region-code',
      TRUSTED_PROXIES: '192.0.2.1',
      ...(isPostgres && { DATABASE_URL: place.url }),
    });
    admin = new Admin(app);
    const file = sqliteOptions(join(folder, 'nest-privacy.sqlite'));
    source = await new DataSource(isPostgres ? { type: 'postgres', url: place.url } : file).initialize();
  });
  afterAll(async () => {
    await source.destroy();
    await app.stop();
    rmSync(folder, { recursive: true, force: true });
    await drop();
  });

  const decided = async (visitor: Visitor, decisions: object, extra: object = {}): Promise<ConsentRecord> => {
    const response = await visitor.send('POST', '/consent', { decisions, ...extra });
    expect(response.status).toBe(201);
    return (await response.json()) as ConsentRecord;
  };
  const standing = (visitor: Visitor): Promise<Standing> => visitor.consent() as Promise<unknown> as Promise<Standing>;
  const shown = async (headers: Record<string, string>): Promise<Standing> =>
    (await (await fetch(`${app.url}/consent`, { headers })).json()) as Standing;

  // First, for nothing may be there yet.
  it(`${CROWD} first decisions at once, on an empty database, make ${CROWD} records, and all of them count`, async () => {
    const crowd = Array.from({ length: CROWD }, () => new Visitor(app));
    const records = await Promise.all(crowd.map((visitor) => decided(visitor, { MARKETING: 'granted' })));
    expect(new Set(records.map(({ id }) => id)).size).toBe(CROWD);
    expect(new Set(records.map(({ subjectId }) => subjectId)).size).toBe(CROWD);
    const after = await Promise.all(crowd.map(standing));
    for (const [i, { state, recordId, allowed }] of after.entries())
      expect([state, recordId, allowed.MARKETING]).toEqual(['active', records[i]!.id, true]);
    const counts = { record: CROWD, state: CROWD, subject_key: 0, policy_decision: 1 };
    for (const [table, expected] of Object.entries(counts)) {
      const [row] = await source.query<{ count: unknown }[]>(`SELECT COUNT(*) AS count FROM privacy_consent_${table}`);
      expect([table, Number(row!.count)]).toEqual([table, expected]);
    }
  });

  it('who has refused everything has consented to nothing', async () => {
    const visitor = new Visitor(app);
    await decided(visitor, { STATISTICS: 'denied', MARKETING: 'denied' }, { method: 'reject-all' });
    expect(await standing(visitor)).toMatchObject({
      state: 'active',
      decisions: { STATISTICS: 'denied', MARKETING: 'denied' },
      allowed: { ESSENTIALS: true, STATISTICS: false, MARKETING: false },
    });
    expect(await visitor.statusOf('/offers')).toBe(403);
  });

  it('a consent of three years ago that ended two years ago allows nothing', async () => {
    const [decidedAt, validUntil] = [Date.now() - days(3 * 365), Date.now() - days(2 * 365)];
    const decisions = { STATISTICS: 'granted', MARKETING: 'granted' } as const;
    const { cookie } = mintConsent({ secrets: [SECRET], decisions, decidedAt, validUntil });
    expect(await shown({ Cookie: cookie })).toMatchObject({
      state: 'expired',
      allowed: { STATISTICS: false, MARKETING: false },
    });
    expect((await fetch(`${app.url}/offers`, { headers: { Cookie: cookie } })).status).toBe(403);
  });

  it('nobody can link a subject to a user, their own or another', async () => {
    const victim = await decided(new Visitor(app), { MARKETING: 'granted' });
    const attacker = new Visitor(app);
    await decided(attacker, { MARKETING: 'granted' });
    for (const [method, path] of [
      ['PATCH', `/subjects/${victim.subjectId}`],
      ['PATCH', '/consent'],
      ['PUT', '/consent/identity'],
    ] as const)
      expect([404, 405]).toContain((await attacker.send(method, path, { externalId: 'me' })).status);
    for (const claim of [{ userId: 'me' }, { externalId: 'me' }, { subjectId: victim.subjectId }]) {
      const response = await attacker.send('POST', '/consent', { decisions: { MARKETING: 'granted' }, ...claim });
      expect(response.status).toBe(400);
    }
    expect((await attacker.send('GET', `/consent/records/${victim.id}`)).status).toBe(404);
  });

  it('a decision is for the site that asked, and taken from its own pages only', async () => {
    const decision = { decisions: { MARKETING: 'granted' } };
    const foreign = await new Visitor(app).send('POST', '/consent', decision, { Origin: 'https://evil.example' });
    expect([foreign.status, await foreign.json()]).toEqual([
      403,
      expect.objectContaining({ code: 'CROSS_SITE_REFUSED' }),
    ]);
    const named = await new Visitor(app).send('POST', '/consent', { ...decision, domain: 'evil.example' });
    expect(named.status).toBe(400);
  });

  it.each([
    { 'x-c15t-country': 'US', 'x-c15t-region': 'CA' },
    { 'cf-ipcountry': 'US', 'cf-region-code': 'US-CA' },
    { 'cf-ipcountry': 'US', 'x-forwarded-for': '192.0.2.1' },
    { 'x-vercel-ip-country': 'US' },
    { 'x-country-code': 'US', 'x-forwarded-for': '8.8.8.8' },
  ])('a country that the client names itself opens nothing: %j', async (headers: Record<string, string>) => {
    expect(await shown(headers)).toMatchObject({
      regime: 'opt-in',
      allowed: { STATISTICS: false, MARKETING: false },
    });
  });

  it('a refusal of one purpose is on record as such', async () => {
    const { id } = await decided(new Visitor(app), { STATISTICS: 'granted', MARKETING: 'denied' });
    const { body } = await admin.ask<ConsentRecord>('GET', `/consent/records/${id}`);
    expect(body.decisions).toEqual({ STATISTICS: 'granted', MARKETING: 'denied' });
  });

  it('what was never asked is not a refusal', async () => {
    const visitor = new Visitor(app);
    await decided(visitor, { STATISTICS: 'granted' });
    expect((await standing(visitor)).decisions).toEqual({ STATISTICS: 'granted', MARKETING: 'unset' });
  });

  it('a visitor can be erased, and is nobody afterwards, by a copy of the cookies neither', async () => {
    const visitor = new Visitor(app);
    const { id } = await decided(visitor, { MARKETING: 'granted' });
    const copy = new Visitor(app);
    for (const name of ['privacy_subject', 'privacy_consent']) copy.setCookie(name, visitor.cookie(name)!);
    expect(await standing(copy)).toMatchObject({ state: 'active', allowed: { MARKETING: true } });
    const erasing = await visitor.send('POST', '/privacy/erase', {});
    expect(erasing.status).toBe(202);
    const { id: request } = (await erasing.json()) as { id: string };
    await eventually(
      () => admin.ask<{ state: string }>('GET', `/privacy/requests/${request}`),
      ({ body }) => body.state === 'completed',
    );
    for (const somebody of [visitor, copy]) {
      expect(await standing(somebody)).toMatchObject({ allowed: { STATISTICS: false, MARKETING: false } });
      expect(await somebody.statusOf('/offers')).toBe(403);
      expect((await somebody.send('GET', `/consent/records/${id}`)).status).toBe(404);
    }
  });

  it('a record cannot be changed, deleted or replaced, even by who holds the database', async () => {
    const { id } = await decided(new Visitor(app), { MARKETING: 'denied' });
    const another =
      source.options.type === 'postgres'
        ? 'TRUNCATE privacy_consent_record CASCADE'
        : `REPLACE INTO privacy_consent_record SELECT * FROM privacy_consent_record WHERE id = '${id}'`;
    for (const statement of [
      another,
      `UPDATE privacy_consent_record SET decisions = '{"MARKETING":"granted"}' WHERE id = '${id}'`,
      `DELETE FROM privacy_consent_record WHERE id = '${id}'`,
    ])
      await expect(source.query(statement)).rejects.toThrow(/append-only/);
    const { body } = await admin.ask<ConsentRecord>('GET', `/consent/records/${id}`);
    expect(body.decisions.MARKETING).toBe('denied');
  });
});
