import { seconds } from '@nest-privacy/core';
import { testDatabases } from '@nest-privacy/core/testing';
import { bodyOf, Browser } from '../../test/browser.js';
import { ADMIN_TOKEN, type ConsentApp, startConsentApp } from '../../test/consent-app.js';
import { as, login, withUsers } from '../../test/logins.js';
import { noticeContent } from '../../test/notice-content.js';
import { type EvidenceFile } from '../evidence/index.js';
import {
  ConsentIdentities,
  ConsentIdentityEntity,
  ConsentRecordEntity,
  type ConsentRecordView,
  ConsentStateEntity,
} from '../index.js';

import { ConsentLinks } from './consent-links.js';
import { SubjectExport } from './subject-export.js';

const SITE = 'default';

describe.each(testDatabases())('a login on $name', (database) => {
  let server: ConsentApp;
  let phone: Browser;
  let laptop: Browser;
  const users = withUsers();
  let user = 0;
  let me = '';

  beforeAll(async () => {
    server = await startConsentApp({
      database,
      adapter: 'fastify',
      consent: {
        rateLimit: 'off',
        seal: { keys: ['a-key-of-the-ledger-that-is-long-enough-0001'], interval: 'off', checkInterval: 'off' },
        import: [{ source: 'klaro', categories: { s: 'STATISTICS', m: 'MARKETING' } }],
      },
      controllers: users.controllers!,
      own: [users.binding],
    });
    server.app.useLogger(false);
  });
  afterAll(() => server.close());
  beforeEach(() => {
    users.session.answer = undefined;
    [phone, laptop] = [new Browser(server.url), new Browser(server.url)];
    me = `user-${++user}`;
  });

  const later = (): void => server.clock.advance(seconds(1));
  const decisionsOf = async (browser: Browser): Promise<object> => (await browser.consent()).decisions;
  const subjectOf = async (browser: Browser, user = me): Promise<string> => {
    const [record] = (await historyOf(browser, user)).items;
    return record!.subjectId;
  };
  const historyOf = async (browser: Browser, user = me): Promise<{ items: ConsentRecordView[] }> =>
    bodyOf(await browser.send('GET', '/consent/records', { headers: as(user) }));
  const recordsOf = (subjectId: string): Promise<ConsentRecordEntity[]> =>
    server.source.getRepository(ConsentRecordEntity).find({ where: { subjectId }, order: { receivedAt: 'ASC' } });
  const identitiesOf = (userId: string): Promise<readonly { subjectId: string }[]> =>
    server.app.get(ConsentIdentities, { strict: false }).subjectsOf(userId);

  it('brings the newest decision to every device of a user', async () => {
    await phone.decide({ STATISTICS: 'granted', MARKETING: 'granted' });
    await login(phone, me);
    later();
    await laptop.decide({ STATISTICS: 'denied' });
    await login(laptop, me);
    expect(await decisionsOf(laptop)).toEqual({ STATISTICS: 'denied', MARKETING: 'granted' });
    expect(await decisionsOf(phone)).toEqual({ STATISTICS: 'denied', MARKETING: 'granted' });
    later();
    await laptop.decide({ STATISTICS: 'granted' }, {}, as(me));
    expect(await decisionsOf(phone)).toEqual({ STATISTICS: 'granted', MARKETING: 'granted' });
    await phone.send('DELETE', '/consent', { headers: as(me) });
    expect((await laptop.consent()).state).toBe('withdrawn');
  });

  it('brings it to a device on which nothing was decided, and sets no cookie where there is nothing to bring', async () => {
    expect((await login(phone, me)).headers.getSetCookie()).toEqual([]);
    await laptop.decide({ STATISTICS: 'granted' }, {}, as(me));
    await login(phone, me);
    expect(await decisionsOf(phone)).toEqual({ STATISTICS: 'granted', MARKETING: 'unset' });
    expect(await subjectOf(phone)).toBe(await subjectOf(laptop));
  });

  it('never widens a refusal by what is older, was only carried on, or is not proven', async () => {
    await phone.decide({ MARKETING: 'granted' });
    later();
    await laptop.decide({ MARKETING: 'denied' });
    later();
    await phone.decide({ STATISTICS: 'granted' });
    await login(phone, me);
    await login(laptop, me);
    expect(await decisionsOf(phone)).toEqual({ STATISTICS: 'granted', MARKETING: 'denied' });
    later();
    const tablet = new Browser(server.url);
    await tablet.decide({ MARKETING: 'granted' });
    const half = new Browser(server.url);
    half.setCookie('privacy_subject', tablet.cookies.get('privacy_subject')!);
    await login(half, me);
    expect(await decisionsOf(half)).toEqual({ STATISTICS: 'granted', MARKETING: 'denied' });
  });

  it('is made at the first decision of somebody who is logged in', async () => {
    const response = await phone.decide({ STATISTICS: 'granted' }, {}, as(me));
    expect(response.status).toBe(201);
    expect(await bodyOf<ConsentRecordView>(response)).toMatchObject({ eventType: 'given', authMethod: 'session' });
    const events = (await historyOf(phone)).items.map(({ eventType }) => eventType);
    expect(events).toEqual(['given', 'linked']);
  });

  it('writes nothing and links nobody where something is only read', async () => {
    const counts = (): Promise<number[]> =>
      Promise.all(
        [ConsentRecordEntity, ConsentStateEntity, ConsentIdentityEntity].map((entity) =>
          server.source.getRepository(entity).count(),
        ),
      );
    await phone.decide({ STATISTICS: 'granted' });
    const before = await counts();
    for (const path of ['/consent', '/consent/records']) await phone.send('GET', path, { headers: as(me) });
    expect(await counts()).toEqual(before);
  });

  it('is one however many devices log in at once, and however often', async () => {
    const devices = Array.from({ length: 8 }, () => new Browser(server.url));
    for (const device of devices) await device.decide({ STATISTICS: 'granted' });
    later();
    const answers = await Promise.all([...devices, ...devices].map((device) => login(device, me)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
    const subjects = new Set(await Promise.all(devices.map((device) => subjectOf(device))));
    expect(subjects.size).toBe(1);
    const linked = await identitiesOf(me);
    expect(linked).toHaveLength(9);
    for (const { subjectId } of linked.slice(1))
      expect((await recordsOf(subjectId)).map(({ eventType }) => eventType)).toEqual(['given', 'linked']);
  });

  it('links nothing of another user: the device goes on as its new user, and the earlier one keeps everything', async () => {
    await phone.decide({ STATISTICS: 'granted', MARKETING: 'granted' }, {}, as(me));
    const earlier = await subjectOf(phone);
    const mallory = `${me}-other`;
    await login(phone, mallory);
    expect((await phone.consent()).state).toBe('unset');
    await phone.decide({ STATISTICS: 'denied' }, {}, as(mallory));
    expect(await subjectOf(phone, mallory)).not.toBe(earlier);
    await login(laptop, me);
    expect(await decisionsOf(laptop)).toEqual({ STATISTICS: 'granted', MARKETING: 'granted' });
    expect((await recordsOf(earlier)).map(({ eventType }) => eventType)).toEqual(['linked', 'given']);
  });

  it('is of no use to whoever planted a subject cookie: the account has a subject of its own', async () => {
    const attacker = new Browser(server.url);
    await attacker.decide({ STATISTICS: 'granted', MARKETING: 'granted' });
    const victim = attacker.copy();
    await login(victim, me);
    await victim.decide({ STATISTICS: 'denied' }, {}, as(me));
    expect(await subjectOf(victim)).not.toBe(await subjectOf(attacker));
    const seen = (await historyOf(attacker)).items.map(({ eventType }) => eventType);
    expect(seen).toEqual(['linked', 'given']);
    later();
    await attacker.decide({ STATISTICS: 'granted' });
    await attacker.send('DELETE', '/consent');
    expect(await decisionsOf(victim)).toEqual({ STATISTICS: 'denied', MARKETING: 'granted' });
  });

  it('is what opens the history of a user, which the next one at the computer is not shown', async () => {
    const [record] = [await bodyOf<ConsentRecordView>(await phone.decide({ STATISTICS: 'granted' }, {}, as(me)))];
    const paths = ['', '/evidence'].map((rest) => `/consent/records/${record.id}${rest}`);
    const seen = async (headers: Record<string, string>): Promise<unknown[]> => {
      const list = await phone.send('GET', '/consent/records', { headers });
      const answers = await Promise.all(paths.map((path) => phone.send('GET', path, { headers })));
      return [(await bodyOf<{ items: [] }>(list)).items.length, ...answers.map(({ status }) => status)];
    };
    expect(await seen(as(me))).toEqual([2, 200, 200]);
    expect(await seen({})).toEqual([0, 404, 404]);
    expect(await seen(as(`${me}-other`))).toEqual([0, 404, 404]);
    expect((await phone.consent()).allowed.STATISTICS).toBe(true);
  });

  it('loses no refusal that the browser makes while it logs in', async () => {
    await laptop.decide({ MARKETING: 'denied' }, {}, as(me));
    later();
    await phone.decide({ STATISTICS: 'granted' });
    later();
    const half = phone.copy();
    const links = server.app.get(ConsentLinks, { strict: false });
    const link = links.link.bind(links);
    const between = jest.spyOn(links, 'link').mockImplementationOnce(async (...order) => {
      await half.decide({ STATISTICS: 'denied' });
      return link(...order);
    });
    expect((await login(phone, me)).status).toBe(201);
    between.mockRestore();
    expect(await decisionsOf(phone)).toEqual({ STATISTICS: 'denied', MARKETING: 'denied' });
    expect(await decisionsOf(laptop)).toEqual({ STATISTICS: 'denied', MARKETING: 'denied' });
  });

  it('lets nothing that another tool kept take the place of what the user decided', async () => {
    await phone.decide({ STATISTICS: 'granted', MARKETING: 'denied' }, {}, as(me));
    const found = encodeURIComponent(JSON.stringify({ s: false, m: true }));
    laptop.setCookie('klaro', found);
    const answer = await laptop.send('POST', '/consent/import', { headers: as(me) });
    expect([answer.status, (await bodyOf<{ code: string }>(answer)).code]).toEqual([409, 'NOTHING_TO_IMPORT']);
    expect(await decisionsOf(phone)).toEqual({ STATISTICS: 'granted', MARKETING: 'denied' });
    const newcomer = new Browser(server.url);
    newcomer.setCookie('klaro', found);
    const key = { 'idempotency-key': crypto.randomUUID(), ...as(`${me}-new`) };
    expect((await newcomer.send('POST', '/consent/import', { headers: key })).status).toBe(201);
    expect(await decisionsOf(newcomer)).toMatchObject({ STATISTICS: 'denied' });
    newcomer.setCookie('privacy_consent', '');
    newcomer.setCookie('privacy_subject', '');
    expect((await newcomer.send('POST', '/consent/import', { headers: key })).status).toBe(200);
  });

  it('never ends where a repeated first decision leads to a subject that is a user now', async () => {
    const key = { 'idempotency-key': crypto.randomUUID() };
    await phone.decide({ STATISTICS: 'granted' }, {}, key);
    const { subjectId } = (await historyOf(phone)).items[0]!;
    await login(phone, me);
    const again = await new Browser(server.url).decide({ STATISTICS: 'granted' }, {}, key);
    expect(again.status).toBe(201);
    expect((await bodyOf<ConsentRecordView>(again)).subjectId).not.toBe(subjectId);
  });

  it('has an administrator take back for the user, on every device and for good, and never grant', async () => {
    await phone.decide({ STATISTICS: 'granted', MARKETING: 'granted' }, {}, as(me));
    await login(laptop, me);
    const take = async (body: object, token = ADMIN_TOKEN): Promise<[number, { code: string; items: object[] }]> => {
      const headers = { authorization: token, 'content-type': 'application/json' };
      const init = { method: 'POST', headers, body: JSON.stringify(body) };
      const response = await fetch(`${server.url}/admin/consent/withdrawals`, init);
      return [response.status, await bodyOf(response)];
    };
    later();
    const [status, { items }] = await take({ userId: me, site: SITE, categories: ['MARKETING'] });
    expect([status, items]).toMatchObject([201, [{ actor: 'controller', method: 'withdraw', eventType: 'changed' }]]);
    expect(await decisionsOf(laptop)).toEqual({ STATISTICS: 'granted', MARKETING: 'denied' });
    later();
    expect((await take({ subjectId: await subjectOf(phone) }))[1].items).toMatchObject([{ eventType: 'withdrawn' }]);
    for (const device of [phone, laptop]) expect((await device.consent()).state).toBe('withdrawn');
    later();
    await take({ userId: me, categories: ['STATISTICS'] });
    expect(await decisionsOf(phone)).toEqual({ STATISTICS: 'denied', MARKETING: 'denied' });
    const refused = { userId: `${me}-nobody` };
    expect(await take(refused)).toMatchObject([404, { code: 'CONSENT_SUBJECT_NOT_FOUND' }]);
    for (const body of [{}, { subjectId: 'x' }, { userId: me, categories: ['ESSENTIALS'] }, { userId: me, site: 'x' }])
      expect([body, (await take(body))[0]]).toEqual([body, 400]);
    expect((await take({ userId: me }, 'Bearer nobody'))[0]).toBe(401);
  });

  it('is asked for before an account is widened, and not before it is narrowed', async () => {
    await phone.decide({ STATISTICS: 'granted' }, {}, as(me));
    const account = await subjectOf(phone);
    await login(laptop, me);
    const answer = await laptop.decide({ MARKETING: 'granted' });
    expect(answer.status).toBe(201);
    expect(await subjectOf(laptop)).not.toBe(account);
    expect(await decisionsOf(phone)).toEqual({ STATISTICS: 'granted', MARKETING: 'unset' });
    await phone.copy().decide({ STATISTICS: 'denied' });
    expect(await decisionsOf(phone)).toEqual({ STATISTICS: 'denied', MARKETING: 'unset' });
  });

  it.each<[string, () => unknown, number, string]>([
    ['throws', () => Promise.reject(new Error('the session store is away')), 503, 'USER_UNRESOLVED'],
    ['throws at once', () => { throw new Error('no'); }, 503, 'USER_UNRESOLVED'], // prettier-ignore
    ['answers nothing', () => undefined, 500, 'USER_INVALID'],
    ['answers a number', () => 7, 500, 'USER_INVALID'],
    ['answers an empty text', () => '', 500, 'USER_INVALID'],
    ['answers too much', () => 'u'.repeat(256), 500, 'USER_INVALID'],
  ])('refuses a grant where the resolver %s, and takes a refusal all the same', async (_case, answer, status, code) => {
    users.session.answer = answer;
    const records = server.source.getRepository(ConsentRecordEntity);
    const before = await records.count();
    const response = await phone.decide({ STATISTICS: 'granted' });
    expect([response.status, (await bodyOf<{ code: string }>(response)).code]).toEqual([status, code]);
    expect((await login(phone, me)).status).toBe(status);
    expect(await records.count()).toBe(before);
    expect((await phone.decide({ STATISTICS: 'denied' })).status).toBe(201);
    expect((await phone.send('DELETE', '/consent')).status).toBe(200);
  });

  it('leaves the id of the user nowhere in the clear', async () => {
    await phone.decide({ STATISTICS: 'granted' }, {}, as(me));
    const [identity] = await server.source.getRepository(ConsentIdentityEntity).find({ order: { linkedAt: 'DESC' } });
    expect(JSON.stringify(identity)).not.toContain(me);
    expect(JSON.stringify(await recordsOf(identity!.subjectId))).not.toContain(me);
  });

  it('can be made by the server, once; another one is an event that names the earlier', async () => {
    const identities = server.app.get(ConsentIdentities, { strict: false });
    await phone.decide({ STATISTICS: 'granted' });
    const owner = { siteId: SITE, subjectId: await subjectOf(phone) };
    await identities.link(owner, me);
    await identities.link(owner, me);
    await expect(identities.link(owner, `${me}-other`)).rejects.toMatchObject({ code: 'SUBJECT_LINKED' });
    await expect(identities.link({ ...owner, subjectId: crypto.randomUUID() }, me)).rejects.toMatchObject({
      code: 'SUBJECT_LINKED',
    });
    await identities.relink(owner, `${me}-other`);
    const details: unknown[] = [];
    for await (const { section, data } of server.app.get(SubjectExport, { strict: false }).of(owner))
      if (section === 'records') details.push(data['details']);
    expect(details).toEqual([expect.objectContaining({ user: `${me}-other` }), null, null]);
    expect(await identitiesOf(me)).toEqual([]);
    expect(await identitiesOf(`${me}-other`)).toEqual([owner]);
    const events = (await recordsOf(owner.subjectId)).map(({ eventType, method }) => `${eventType} ${method}`);
    expect(events).toEqual(['given api', 'linked link', 'linked relink']);
  });

  it('has an administrator find the records of a user, and of nobody else', async () => {
    await phone.decide({ STATISTICS: 'granted' });
    const before = await subjectOf(phone);
    await login(phone, me);
    await new Browser(server.url).decide({ STATISTICS: 'granted' }, {}, as(`${me}-other`));
    const find = async (query: string): Promise<ConsentRecordView[]> => {
      const init = { headers: { authorization: ADMIN_TOKEN } };
      const response = await fetch(`${server.url}/admin/consent/records?${query}`, init);
      return (await bodyOf<{ items: ConsentRecordView[] }>(response)).items;
    };
    const found = await find(`userId=${me}`);
    const subjects = new Set(found.map(({ subjectId }) => subjectId));
    expect(found.map(({ eventType }) => eventType).sort()).toEqual(['given', 'linked', 'linked']);
    expect(subjects).toEqual(new Set([before, await subjectOf(phone)]));
    expect(await find(`userId=${me}&subjectId=${before}`)).toHaveLength(2);
    expect(await find(`userId=${me}-nobody`)).toEqual([]);
  });

  it('names the notice under which the choice was made that it carries on, and not the one of today', async () => {
    const admin = new Browser(server.url, { authorization: ADMIN_TOKEN });
    const notices = '/admin/consent/notices/draft';
    const publish = async (): Promise<number> => {
      const draft = await admin.send('POST', notices, { body: noticeContent() });
      const headers = { 'if-match': draft.headers.get('etag')! };
      const published = await admin.send('POST', `${notices}/publish`, { body: { renewal: 'none' }, headers });
      return (await bodyOf<{ version: number }>(published)).version;
    };
    const shownTo = async (browser: Browser, subjectId?: string): Promise<object> => {
      const { noticeVersion, noticeHash, noticeSource, language, variant } = (
        await recordsOf(subjectId ?? (await subjectOf(browser)))
      ).at(-1)!;
      return { noticeVersion, noticeHash, noticeSource, language, variant };
    };
    const earlier = await publish();
    const upon = { noticeVersion: earlier, language: 'de', variant: 'B' };
    const given = await bodyOf<ConsentRecordView>(await phone.decide({ MARKETING: 'granted' }, upon));
    const shown = { ...upon, noticeHash: given.noticeHash, noticeSource: 'named' };
    expect(shown.noticeHash).toMatch(/^[0-9a-f]{64}$/);
    const today = await publish();
    later();
    await login(phone, me);
    expect([await shownTo(phone), await shownTo(phone, given.subjectId)]).toEqual([shown, shown]);
    const file = await bodyOf<EvidenceFile>(
      await admin.send(
        'GET',
        `/admin/consent/records/${(await recordsOf(await subjectOf(phone))).at(-1)!.id}/evidence`,
      ),
    );
    expect(file.notice).toMatchObject({ status: 'included', version: earlier });
    later();
    await laptop.decide({ STATISTICS: 'denied' }, { language: 'en' });
    later();
    await login(laptop, me);
    const carried = await shownTo(laptop);
    expect(carried).toMatchObject({ noticeVersion: today, noticeSource: 'assumed', language: 'en', variant: null });
    // What brings nothing newer than what the account's own link carried changes nothing.
    const account = await subjectOf(phone);
    const tablet = new Browser(server.url);
    server.clock.advance(-seconds(30));
    await tablet.decide({ MARKETING: 'denied' }, { noticeVersion: earlier, language: 'de' });
    server.clock.advance(seconds(31));
    await login(tablet, me);
    expect(await shownTo(phone, account)).toEqual(carried);
    const { noticeVersion } = await server.source
      .getRepository(ConsentStateEntity)
      .findOneByOrFail({ siteId: SITE, subjectId: account });
    expect(noticeVersion).toBe(today);
  });
});
