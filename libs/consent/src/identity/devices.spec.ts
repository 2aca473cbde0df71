import { type DynamicModule } from '@nestjs/common';
import { DataSubject, days, seconds, type SubjectRow } from '@nest-privacy/core';
import { newId } from '@nest-privacy/core/kit';
import { RedisModule } from '@nest-privacy/core/redis';
import { eventually, testDatabases } from '@nest-privacy/core/testing';
import { Browser } from '../../test/browser.js';
import { SECRETS } from '../../test/consent-app.js';
import { type ConsentNode, ConsentNodes } from '../../test/consent-nodes.js';
import { as, login } from '../../test/logins.js';
import { Webhooks } from '../outbox/webhooks.js';
import { ConsentContributor } from './consent-contributor.js';
import { ConsentIdentities, ConsentSubjectKeyEntity, KeyRotation } from '../index.js';

const ME = as('user');

/** A phone and a laptop of one user, each at a process of its own, which both allow STATISTICS. */
async function devicesAt(one: ConsentNode, two: ConsentNode): Promise<{ phone: Browser; laptop: Browser }> {
  const [phone, laptop] = [new Browser(one.url), new Browser(two.url)];
  await phone.decide({ STATISTICS: 'granted' }, {}, ME);
  await login(laptop, 'user');
  return { phone, laptop };
}

const guarded = async (browser: Browser): Promise<number> => (await browser.send('GET', '/guarded')).status;

describe.each(testDatabases())('two devices of a user at two processes on $name', (database) => {
  let nodes: ConsentNodes;
  beforeEach(async () => {
    nodes = await ConsentNodes.on(database);
  });
  afterEach(() => nodes.close());

  it('agree after one look of the other process', async () => {
    const [one, two] = [await nodes.start(), await nodes.start()];
    const { phone, laptop } = await devicesAt(one, two);
    expect([await guarded(phone), await guarded(laptop)]).toEqual([200, 200]);
    nodes.clock.advance(seconds(1));
    await laptop.decide({ STATISTICS: 'denied' }, {}, ME);
    expect(await guarded(phone)).toBe(200);
    await one.look();
    expect(await guarded(phone)).toBe(403);
  });

  it('agree on what was decided after the cookie of one of them had run out', async () => {
    const [one, two] = [await nodes.start(), await nodes.start()];
    const { phone, laptop } = await devicesAt(one, two);
    nodes.clock.advance(days(200));
    await laptop.decide({ STATISTICS: 'denied' }, {}, ME);
    await one.look();
    expect((await phone.consent()).decisions.STATISTICS).toBe('denied');
    nodes.clock.advance(seconds(1));
    await laptop.decide({ STATISTICS: 'granted' }, {}, ME);
    await one.look();
    expect(await guarded(phone)).toBe(200);
  });

  it('agree within one request where the state is read, without any look or broadcast', async () => {
    const strict = { identity: { strict: true } };
    const [one, two] = [await nodes.start(strict), await nodes.start(strict)];
    const { phone, laptop } = await devicesAt(one, two);
    for (const decision of ['denied', 'granted', 'denied']) {
      nodes.clock.advance(seconds(1));
      await laptop.decide({ STATISTICS: decision }, {}, ME);
      expect(await guarded(phone)).toBe(decision === 'granted' ? 200 : 403);
      expect((await phone.consent()).decisions.STATISTICS).toBe(decision);
    }
  });

  it('let a visitor whose state is read go on however many requests come at once, and keep every grant', async () => {
    const strict = { identity: { strict: true } };
    const [one, two] = [await nodes.start(strict), await nodes.start(strict)];
    const { phone, laptop } = await devicesAt(one, two);
    for (const decision of ['denied', 'granted']) {
      nodes.clock.advance(seconds(1));
      await laptop.decide({ STATISTICS: decision }, {}, ME);
    }
    nodes.clock.advance(seconds(1));
    const copies = Array.from({ length: 20 }, () => phone.copy());
    const answers = await Promise.all([
      phone.decide({ MARKETING: 'granted' }, {}, ME),
      ...copies.map((copy) => copy.send('GET', '/guarded')),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([201, ...copies.map(() => 200)]);
    expect((await phone.consent()).decisions).toEqual({ STATISTICS: 'granted', MARKETING: 'granted' });
  });

  it('lets each process that is told of other keys read what any of them wrote, until the old key is out of use', async () => {
    const [OLD, NEW] = ['o'.repeat(32), 'n'.repeat(32)];
    const keyed = (...encryptionKeys: string[]): { identity: object } => ({ identity: { encryptionKeys } });
    const [one, two] = [await nodes.start(keyed(OLD, NEW)), await nodes.start(keyed(NEW, OLD))];
    const { phone, laptop } = await devicesAt(one, two);
    expect((await laptop.consent()).decisions.STATISTICS).toBe('granted');
    await new Browser(two.url).decide({ STATISTICS: 'granted' }, {}, as('other'));
    expect((await phone.send('DELETE', '/consent', { headers: ME })).status).toBe(200);
    await expect(nodes.start(keyed(NEW))).rejects.toMatchObject({ code: 'ENCRYPTION_KEY_UNKNOWN' });
    const counts: number[] = [];
    for await (const done of two.get(KeyRotation).rewrap()) counts.push(done);
    expect(counts).toEqual([1]);
    const three = await nodes.start(keyed(NEW));
    expect(await three.get(ConsentIdentities).subjectsOf('user')).toHaveLength(1);
    const contributor = three.get(ConsentContributor);
    const person = DataSubject.of([{ kind: 'user', value: 'user' }]);
    const rows: SubjectRow[] = [];
    for await (const row of contributor.export(person.and(await contributor.resolve(person)))) rows.push(row);
    expect(rows[0]).toMatchObject({ section: 'links', data: { user: 'user' } });
    const wrapped = await three.source.getRepository(ConsentSubjectKeyEntity).find();
    expect(new Set(wrapped.map(({ wrappedBy }) => wrappedBy)).size).toBe(1);
  });

  it('become one account where processes that knew one key each made two of them, and no refusal is lost', async () => {
    const [OLD, NEW] = ['o'.repeat(32), 'n'.repeat(32)];
    const keyed = (...encryptionKeys: string[]): { identity: object } => ({ identity: { encryptionKeys } });
    const [one, two] = [await nodes.start(keyed(OLD)), await nodes.start(keyed(NEW))];
    const [phone, laptop] = [new Browser(one.url), new Browser(two.url)];
    await phone.decide({ STATISTICS: 'granted', MARKETING: 'denied' }, {}, ME);
    const first = (await one.get(ConsentIdentities).subjectsOf('user'))[0]!;
    nodes.clock.advance(seconds(1));
    await laptop.decide({ STATISTICS: 'denied', MARKETING: 'granted' }, {}, ME);
    const both = await nodes.start(keyed(NEW, OLD));
    for await (const done of both.get(KeyRotation).rewrap()) expect(done).toBe(1);
    expect(await both.get(KeyRotation).remaining()).toBe(0);
    const alone = await nodes.start(keyed(NEW));
    const subjects = await alone.get(ConsentIdentities).subjectsOf('user');
    expect([subjects.length, subjects[0]]).toEqual([2, first]);
    for (const browser of [phone, laptop]) {
      const there = alone.replay(browser.cookies);
      expect((await there.consent()).decisions).not.toMatchObject({ STATISTICS: 'granted' });
      expect((await there.consent()).decisions).not.toMatchObject({ MARKETING: 'granted' });
      expect(await guarded(there)).toBe(403);
      await login(there, 'user');
      expect((await there.consent()).decisions).toEqual({ STATISTICS: 'denied', MARKETING: 'denied' });
    }
    for await (const done of both.get(KeyRotation).rewrap()) expect(done).toBe(0);
  });

  it('lets no process forget a key that still wraps the secrets of a webhook', async () => {
    const [OLD, NEW] = ['o'.repeat(32), 'n'.repeat(32)];
    const keyed = (...encryptionKeys: string[]): object => ({
      identity: { encryptionKeys },
      outbox: { pollInterval: 'off' },
    });
    const one = await nodes.start(keyed(OLD));
    const input = { url: 'https://crm.example/consent', description: '', siteId: null, events: null };
    const { webhook, secret } = await one.get(Webhooks).add(input, 'v1');
    await expect(nodes.start(keyed(NEW))).rejects.toMatchObject({ code: 'ENCRYPTION_KEY_UNKNOWN' });
    const two = await nodes.start(keyed(NEW, OLD));
    const rotation = two.get(KeyRotation);
    expect(await rotation.remaining()).toBe(1);
    const counts: number[] = [];
    for await (const done of rotation.rewrap()) counts.push(done);
    expect([counts, await rotation.remaining()]).toEqual([[1], 0]);
    const webhooks = (await nodes.start(keyed(NEW))).get(Webhooks);
    expect(webhooks.signing(await webhooks.get(webhook.id))).toEqual([{ secret, until: null }]);
  });

  it('go on with cookies of an older secret, and stand where they stood', async () => {
    const NEW = 'n'.repeat(32);
    const keys = { identity: { encryptionKeys: SECRETS } };
    const [one, two] = [await nodes.start(keys), await nodes.start({ ...keys, secrets: [NEW, ...SECRETS] })];
    const { phone } = await devicesAt(one, one);
    const moved = two.replay(phone.cookies);
    expect(await guarded(moved)).toBe(200);
    nodes.clock.advance(seconds(1));
    await moved.decide({ STATISTICS: 'denied' }, {}, ME);
    await one.look();
    expect(await guarded(phone)).toBe(403);
    expect(await three(nodes, NEW, moved)).toBe('denied');
  });
});

/** Where a browser stands at a process that knows the new secret alone. */
async function three(nodes: ConsentNodes, secret: string, browser: Browser): Promise<string | undefined> {
  const node = await nodes.start({ secrets: [secret], identity: { encryptionKeys: SECRETS } });
  return (await node.replay(browser.cookies).consent()).decisions.STATISTICS;
}

it('nothing is granted where the state is to be read, and the database does not answer', async () => {
  const database = testDatabases().find(({ name }) => name === 'PostgreSQL')!;
  const nodes = await ConsentNodes.on(database);
  const node = await nodes.start({ identity: { strict: true } });
  const { phone } = await devicesAt(node, node);
  expect(await guarded(phone)).toBe(200);
  const resume = await nodes.place.stop!();
  expect(await guarded(phone)).toBe(403);
  await resume();
  expect(
    await eventually(
      () => guarded(phone),
      (status) => status === 200,
    ),
  ).toBe(200);
  await nodes.close();
});

describe.each(testDatabases())('two processes that share a Redis on $name', (database) => {
  it('agree without a look', async () => {
    const nodes = await ConsentNodes.on(database);
    const prefix = `np-${newId()}`;
    const shared = (): DynamicModule => RedisModule.forRoot({ url: process.env.TEST_REDIS_URL!, prefix });
    const [one, two] = [await nodes.start({ shared: shared() }), await nodes.start({ shared: shared() })];
    const { phone, laptop } = await devicesAt(one, two);
    nodes.clock.advance(seconds(1));
    await laptop.decide({ STATISTICS: 'denied' }, {}, ME);
    expect(
      await eventually(
        () => guarded(phone),
        (status) => status === 403,
      ),
    ).toBe(403);
    await nodes.close();
  });
});
