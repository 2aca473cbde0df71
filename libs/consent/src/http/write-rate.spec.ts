import { minutes } from '@nest-privacy/core';
import { newId } from '@nest-privacy/core/kit';
import { RedisModule } from '@nest-privacy/core/redis';
import { eventually, TEST_ADAPTERS, testDatabases } from '@nest-privacy/core/testing';
import { type ConsentRecordView } from '../index.js';
import { bodyOf, Browser } from '../../test/browser.js';
import { type ConsentApp, startConsentApp } from '../../test/consent-app.js';

const [database] = testDatabases();
const OWN = { 'sec-fetch-site': 'same-origin' };
const core = { trustedProxies: ['loopback'] };

const from = ({ url }: ConsentApp, address: string): Browser =>
  new Browser(url, { ...OWN, 'x-forwarded-for': address });
const statusesOf = async (answers: (() => Promise<Response>)[]): Promise<number[]> => {
  const statuses: number[] = [];
  for (const answer of answers) statuses.push((await answer()).status);
  return statuses;
};

describe.each(TEST_ADAPTERS)('too many writes under %s', (adapter) => {
  let server: ConsentApp;

  beforeEach(async () => {
    const consent = { rateLimit: { writes: 3, refusals: 2 } };
    server = await startConsentApp({ database: database!, adapter, core, consent });
  });
  afterEach(() => server.close());

  /** Uses up what an address may write. */
  const flood = async (address: string): Promise<Response> => {
    for (let i = 0; i < 3; i++) await from(server, address).decide({ STATISTICS: 'granted' });
    return from(server, address).decide({ STATISTICS: 'granted' });
  };

  it('of one address are told when to come again; others and readers go on', async () => {
    const refused = await flood('203.0.113.1');
    expect([refused.status, await refused.json()]).toMatchObject([429, { code: 'RATE_LIMITED' }]);
    expect(refused.headers.get('retry-after')).toBe('60');
    expect(await statusesOf([() => from(server, '203.0.113.2').decide({ STATISTICS: 'denied' })])).toEqual([201]);
    expect((await from(server, '203.0.113.1').send('GET', '/consent')).status).toBe(200);
    server.clock.advance(minutes(1));
    expect((await from(server, '203.0.113.1').decide({ STATISTICS: 'granted' })).status).toBe(201);
  });

  it('are counted by the /64 network of IPv6', async () => {
    for (const host of ['1', '2', '3']) {
      expect((await from(server, `2001:db8::${host}`).decide({ STATISTICS: 'denied' })).status).toBe(201);
    }
    expect((await from(server, '2001:db8:0:0:ffff::4').decide({ STATISTICS: 'denied' })).status).toBe(429);
  });

  it('of a neighbour keep nobody from withdrawing or refusing, behind one address', async () => {
    const visitors = [from(server, '203.0.113.1'), from(server, '203.0.113.1')];
    for (const visitor of visitors) await visitor.decide({ STATISTICS: 'granted', MARKETING: 'granted' });
    expect((await flood('203.0.113.1')).status).toBe(429);
    const [first, second] = visitors as [Browser, Browser];
    expect((await first.send('DELETE', '/consent')).status).toBe(200);
    expect((await second.decide({ MARKETING: 'denied' })).status).toBe(201);
    expect(
      (await second.send('POST', '/consent', { body: new URLSearchParams({ decision: 'withdraw' }) })).status,
    ).toBe(303);
    expect((await first.consent()).state).toBe('withdrawn');
  });

  it('of grants share the limit of the address, whoever sends them', async () => {
    const visitor = from(server, '203.0.113.1');
    await visitor.decide({ STATISTICS: 'denied' });
    await flood('203.0.113.1');
    expect((await visitor.decide({ STATISTICS: 'denied', MARKETING: 'granted' })).status).toBe(429);
  });

  it('of one subject’s refusals are its own affair', async () => {
    const visitor = from(server, '203.0.113.1');
    const other = from(server, '203.0.113.1');
    const refuse = (browser: Browser) => () => browser.decide({ STATISTICS: 'denied' });
    const record = await bodyOf<ConsentRecordView>(await visitor.decide({ STATISTICS: 'granted' }));
    expect(record.eventType).toBe('given');
    expect(
      await statusesOf([refuse(visitor), refuse(visitor), refuse(visitor), () => visitor.send('DELETE', '/consent')]),
    ).toEqual([201, 201, 429, 429]);
    expect(await statusesOf([refuse(other), refuse(other)])).toEqual([201, 201]);
    expect((await visitor.consent()).decisions.STATISTICS).toBe('denied');
  });

  it('of a subject that nothing proves are those of the address', async () => {
    await flood('203.0.113.1');
    expect((await from(server, '203.0.113.1').send('DELETE', '/consent')).status).toBe(429);
  });
});

describe('a withdrawal without a body', () => {
  it.each(TEST_ADAPTERS)('may name a type all the same under %s', async (adapter) => {
    const server = await startConsentApp({ database: database!, adapter });
    const visitor = new Browser(server.url);
    try {
      for (const type of ['application/json', 'application/json; charset=utf-8', 'application/xml']) {
        await visitor.decide({ STATISTICS: 'granted' });
        const answer = await visitor.send('DELETE', '/consent', { headers: { 'content-type': type } });
        expect([type, answer.status]).toEqual([type, 200]);
      }
      const withBody = await visitor.send('DELETE', '/consent', { body: {} });
      expect(withBody.status).toBe(200);
    } finally {
      await server.close();
    }
  });
});

describe('processes that share a Redis', () => {
  it('count together', async () => {
    const prefix = newId();
    const start = (): Promise<ConsentApp> =>
      startConsentApp({
        database: database!,
        adapter: 'fastify',
        core: { ...core, shared: RedisModule.forRoot({ url: process.env.TEST_REDIS_URL!, prefix }) },
        consent: { rateLimit: { writes: 2 } },
      });
    const [one, two] = await Promise.all([start(), start()]);
    try {
      let network = 1;
      // A start does not wait for Redis, and until it is reached each process counts for itself.
      const statuses = await eventually(
        () => {
          const address = `2001:db8:0:${(network++).toString(16)}::1`;
          const write = (server: ConsentApp) => () => from(server, address).decide({ STATISTICS: 'granted' });
          return statusesOf([write(one), write(two), write(one), write(two)]);
        },
        (found) => found[2] === 429,
      );
      expect(statuses).toEqual([201, 201, 429, 429]);
    } finally {
      await Promise.all([one.close(), two.close()]);
    }
  });
});
