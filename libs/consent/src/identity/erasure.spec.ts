import { DataSubject, DataSubjectContributor, RequestView, seconds, type SubjectRow } from '@nest-privacy/core';
import { SearchIndex } from '@nest-privacy/core/kit';
import { type VerifiedPart } from '@nest-privacy/core/sealing';
import { testDatabases, tracesOf } from '@nest-privacy/core/testing';
import { In } from 'typeorm';
import { bodyOf, Browser } from '../../test/browser.js';
import { ADMIN_TOKEN, type ConsentApp, SECRETS, startConsentApp } from '../../test/consent-app.js';
import { as, login, withUsers } from '../../test/logins.js';
import { settled } from '../../test/settled.js';
import {
  ConsentIdentities,
  ConsentIdentityEntity,
  ConsentRecordEntity,
  type ConsentRecordView,
  ConsentStateEntity,
  ConsentSubjectKeyEntity,
  LedgerSealer,
} from '../index.js';

const ADDRESS = '203.0.113.77';
const PAGE = 'https://example.com/clinics/cardiology';

describe.each(testDatabases())('erasure on $name', (database) => {
  let server: ConsentApp;
  const users = withUsers();
  const said: unknown[] = [];
  const tell = (...message: unknown[]): unknown => said.push(message);
  const traces = (values: readonly string[]): Promise<readonly string[]> =>
    tracesOf(values, { url: server.databaseUrl, output: JSON.stringify(said) });

  beforeAll(async () => {
    server = await startConsentApp({
      database,
      adapter: 'fastify',
      core: { trustedProxies: ['127.0.0.1'] },
      consent: {
        rateLimit: 'off',
        regime: 'opt-out',
        seal: { keys: ['a-key-of-the-ledger-that-is-long-enough-0001'], interval: 'off', checkInterval: 'off' },
        identity: { details: { page: true, origin: true, userAgentFamily: true, address: 'keyed' } },
      },
      controllers: users.controllers!,
      own: [users.binding],
    });
    server.app.useLogger({ log: tell, error: tell, warn: tell });
  });
  afterAll(() => server.close());

  const contributor = (): DataSubjectContributor =>
    server.app.get<DataSubjectContributor>(DataSubjectContributor, { strict: false });
  const about = {
    referer: `${PAGE}?patient=7#results`,
    'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
    'x-forwarded-for': ADDRESS,
  };
  const subjectOf = async (browser: Browser, headers: Record<string, string> = {}): Promise<string> => {
    const response = await browser.send('GET', '/consent/records', { headers });
    return (await bodyOf<{ items: ConsentRecordView[] }>(response)).items[0]!.subjectId;
  };
  const personOf = async (user: string): Promise<DataSubject> => {
    const person = DataSubject.of([{ kind: 'user', value: user }]);
    return person.and(await contributor().resolve!(person));
  };
  const exported = async (person: DataSubject): Promise<SubjectRow[]> => {
    const rows: SubjectRow[] = [];
    for await (const row of contributor().export(person)) rows.push(row);
    return rows;
  };
  const erase = async (person: DataSubject): Promise<number> => {
    let count = 0;
    for await (const { erased } of contributor().erase(person)) count += erased;
    return count;
  };
  const recordsOf = (subjects: Iterable<string>): Promise<ConsentRecordEntity[]> =>
    server.source
      .getRepository(ConsentRecordEntity)
      .find({ where: { subjectId: In([...subjects]) }, order: { receivedAt: 'ASC', id: 'ASC' } });
  /** Somebody with two devices, of which one had decided before the login. */
  const somebody = async (user: string): Promise<{ phone: Browser; laptop: Browser }> => {
    const [phone, laptop] = [new Browser(server.url), new Browser(server.url)];
    await phone.decide({ STATISTICS: 'granted' }, {}, about);
    server.clock.advance(seconds(1));
    await login(phone, user);
    await laptop.decide({ MARKETING: 'granted' }, {}, { ...about, ...as(user) });
    return { phone, laptop };
  };

  it('exports all subjects of a user, with links and details in the clear', async () => {
    const user = 'ada@example.com';
    await somebody(user);
    const rows = await exported(await personOf(user));
    const told = rows.map(({ section, data }) => [section, data['eventType'] ?? data['user']]);
    expect(told).toEqual(
      expect.arrayContaining([
        ['links', user],
        ['records', 'linked'],
        ['records', 'given'],
      ]),
    );
    expect(rows.filter(({ section }) => section === 'links')).toHaveLength(2);
    const details = rows.flatMap(({ data }) => (data['eventType'] === 'given' ? [data['details']] : []));
    expect(details[0]).toEqual({
      page: PAGE,
      userAgentFamily: 'Firefox',
      address: new SearchIndex(SECRETS, 'consent-address').of(ADDRESS),
    });
  });

  it('leaves nothing of what is personal in any table or file, and every record as it was', async () => {
    const user = 'grace.hopper@example.com';
    await somebody(user);
    await somebody('somebody-else');
    const keys = await server.source.getRepository(ConsentSubjectKeyEntity).find();
    const person = await personOf(user);
    const mine = new Set(person.valuesOf('subject'));
    const wrapped = keys.filter(({ subjectId }) => mine.has(subjectId)).map(({ wrappedKey }) => wrappedKey!);
    const index = new SearchIndex(SECRETS, 'consent-user').of(user);
    expect(wrapped).toHaveLength(2);
    const before = (await traces([index, ...wrapped])).join('\n');
    for (const value of [index, ...wrapped]) expect(before).toContain(value);
    const records = await recordsOf(mine);

    expect(await erase(person)).toBe(2);
    const keyed = new SearchIndex(SECRETS, 'consent-address').of(ADDRESS);
    const personal = [user, 'grace', PAGE, 'cardiology', ADDRESS, keyed, index, ...wrapped];
    expect(await traces(personal)).toEqual([]);
    const left = await recordsOf(mine);
    expect(left.filter(({ eventType }) => eventType !== 'erased')).toEqual(records);
    expect(
      left
        .filter(({ eventType }) => eventType === 'erased')
        .map(({ subjectId }) => subjectId)
        .sort(),
    ).toEqual([...mine].sort());
    expect(await server.source.getRepository(ConsentIdentityEntity).countBy({ userIndex: index })).toBe(0);
    for (const row of (await exported(person)).filter(({ section }) => section === 'records'))
      expect(row.data['details']).toBeNull();
    expect((await personOf('somebody-else')).size).toBe(3);
    expect((await exported(await personOf('somebody-else'))).some(({ data }) => data['details'] !== null)).toBe(true);
  });

  it('leaves a ledger that verifies, in which the erasure is sealed like a decision', async () => {
    const sealer = server.app.get(LedgerSealer, { strict: false });
    const verify = async (): Promise<VerifiedPart> => {
      await settled(server.source);
      await sealer.seal();
      const { url } = server;
      const response = await fetch(`${url}/admin/consent/ledger/verify`, { headers: { authorization: ADMIN_TOKEN } });
      return bodyOf(response);
    };
    await somebody('sealed');
    const { checked } = await verify();
    expect(await erase(await personOf('sealed'))).toBe(2);
    expect(await verify()).toMatchObject({ fault: null, checked: checked + 2 });
  });

  it('says when each key was destroyed, and may be asked again', async () => {
    await somebody('twice');
    const person = await personOf('twice');
    expect(await erase(person)).toBe(2);
    const where = { subjectId: In([...person.valuesOf('subject')]) };
    const keys = await server.source.getRepository(ConsentSubjectKeyEntity).find({ where });
    expect(keys.every(({ wrappedKey, destroyedAt }) => wrappedKey === null && destroyedAt !== null)).toBe(true);
    const count = await server.source.getRepository(ConsentRecordEntity).count();
    expect(await erase(person)).toBe(0);
    expect(await server.source.getRepository(ConsentRecordEntity).count()).toBe(count);
    expect(await erase(DataSubject.of([{ kind: 'subject', value: crypto.randomUUID() }]))).toBe(0);
  });

  it('lets cookies of the erased allow nothing, under any regime, and be of nobody any more', async () => {
    const { phone, laptop } = await somebody('nobody');
    const subjectId = await subjectOf(laptop, as('nobody'));
    const replayed = laptop.copy();
    await erase(await personOf('nobody'));
    for (const browser of [phone, laptop, replayed]) {
      const { state, allowed } = await browser.consent();
      expect([state, allowed]).toEqual(['withdrawn', { ESSENTIALS: true, STATISTICS: false, MARKETING: false }]);
      expect(await bodyOf(await browser.send('GET', '/consent/records'))).toEqual({ items: [], nextCursor: null });
    }
    const response = await replayed.decide({ STATISTICS: 'granted' }, {}, about);
    expect((await bodyOf<ConsentRecordView>(response)).subjectId).not.toBe(subjectId);
    expect((await replayed.consent()).decisions).toEqual({ STATISTICS: 'granted', MARKETING: 'unset' });
    const state = await server.source.getRepository(ConsentStateEntity).findOneByOrFail({ subjectId });
    expect([state.withdrawn, state.subjectStatus]).toEqual([1, 'erased']);
  });

  it('has a repeated first decision be another subject where the key led to one that was erased', async () => {
    const key = { 'idempotency-key': crypto.randomUUID(), ...about };
    const first = new Browser(server.url);
    await first.decide({ STATISTICS: 'granted' }, {}, key);
    const subjectId = await subjectOf(first);
    expect(await erase(DataSubject.of([{ kind: 'subject', value: subjectId }]))).toBe(1);
    for (const browser of [first, new Browser(server.url)]) {
      const again = await browser.decide({ STATISTICS: 'granted' }, {}, key);
      expect(again.status).toBe(201);
      expect((await bodyOf<ConsentRecordView>(again)).subjectId).not.toBe(subjectId);
    }
  });

  it('has the user begin anew with another subject', async () => {
    const { laptop } = await somebody('anew');
    const earlier = await subjectOf(laptop, as('anew'));
    await erase(await personOf('anew'));
    await laptop.decide({ STATISTICS: 'granted' }, {}, as('anew'));
    const subjects = await server.app.get(ConsentIdentities, { strict: false }).subjectsOf('anew');
    expect(subjects).toHaveLength(1);
    expect(subjects[0]!.subjectId).not.toBe(earlier);
  });

  it('reads nothing that was moved to another row', async () => {
    await somebody('mine');
    await somebody('others');
    const identities = server.source.getRepository(ConsentIdentityEntity);
    const [others, mine] = await identities.find({ where: { isAccount: 1 }, order: { linkedAt: 'DESC' }, take: 2 });
    await identities.update({ subjectId: mine!.subjectId }, { userSealed: others!.userSealed });
    const person = DataSubject.of([{ kind: 'subject', value: mine!.subjectId }]);
    await expect(exported(person)).rejects.toThrow('altered or moved');
    await identities.update({ subjectId: mine!.subjectId }, { userSealed: mine!.userSealed });
    const keys = server.source.getRepository(ConsentSubjectKeyEntity);
    const { wrappedKey } = await keys.findOneByOrFail({ subjectId: others!.subjectId });
    await keys.update({ subjectId: mine!.subjectId }, { wrappedKey });
    await expect(exported(person)).rejects.toThrow('altered or moved');
  });

  it('is for whoever proves to be the person: a user by the login, a browser by both cookies', async () => {
    const { laptop } = await somebody('user');
    const stranger = new Browser(server.url);
    await stranger.decide({ STATISTICS: 'granted' });
    const asked = (browser: Browser, headers: Record<string, string> = {}): unknown =>
      contributor().identify!(RequestView.of({ headers: { cookie: browser.cookieHeader, host: 'x', ...headers } }));
    const account = { kind: 'subject', value: await subjectOf(laptop, as('user')) };
    expect(await asked(laptop)).toEqual([]);
    expect(await asked(laptop, as('user'))).toEqual([{ kind: 'user', value: 'user' }, account]);
    expect(await asked(laptop, as('other'))).toEqual([{ kind: 'user', value: 'other' }]);
    expect(await asked(stranger)).toEqual([{ kind: 'subject', value: await subjectOf(stranger) }]);
    const half = new Browser(server.url);
    half.setCookie('privacy_subject', stranger.cookies.get('privacy_subject')!);
    expect(await asked(half)).toEqual([]);
  });
});
