import { DataSubject, days, RequestView } from '@nest-privacy/core';
import { CONTRIBUTOR_CONTRACT, ManualClock, testDatabases, waitUntil } from '@nest-privacy/core/testing';
import { type AnalyticsApp, startAnalyticsApp } from '../test/analytics-app.js';
import { AGENT, ANNA, BERT, consentBySubject, PagesController } from '../test/consenting-subjects.js';
import { AnalyticsContributor } from './analytics.contributor.js';
import { AnalyticsEventEntity } from './entities/analytics-event.entity.js';
import { AnalyticsService } from './index.js';
import { AnalyticsQueue, type EventBatch } from './queue/analytics-queue.js';
import { InProcessQueue } from './queue/in-process-queue.js';

describe.each(testDatabases())('what analytics keeps of a person, on $name', (database) => {
  let clock: ManualClock;
  let server: AnalyticsApp;
  let contributor: AnalyticsContributor;

  beforeEach(async () => {
    clock = new ManualClock(Date.parse('2026-01-31T12:00:00Z'));
    server = await startAnalyticsApp({
      database,
      controllers: [PagesController],
      core: { clock },
      ports: [consentBySubject],
      analytics: { secrets: ['a-secret-for-the-tests-only-0123456789'] },
    });
    contributor = server.app.get(AnalyticsContributor, { strict: false });
  });
  afterEach(() => server.close());

  let visits = 0;
  /** @returns the visitor cookie as the browser sends it from now on */
  const visit = async (path: string, subject?: string, cookie = ''): Promise<string> => {
    const headers = { 'User-Agent': AGENT, Cookie: cookie, ...(subject !== undefined && { 'X-Subject': subject }) };
    const response = await fetch(server.url + path, { headers });
    visits += 1;
    clock.advance(1_000);
    await waitUntil('it is stored', async () => (await stored()) >= visits);
    return response.headers.get('set-cookie')?.split(';')[0] ?? cookie;
  };
  const stored = (): Promise<number> => server.source.manager.count(AnalyticsEventEntity);
  beforeEach(() => (visits = 0));

  const personOf = (kind: 'subject' | 'user', value: string): DataSubject => DataSubject.of([{ kind, value }]);
  const complete = async (subject: DataSubject): Promise<DataSubject> =>
    subject.and(await contributor.resolve(subject));
  const pagesOf = async (subject: DataSubject): Promise<unknown[]> => {
    const pages: unknown[] = [];
    for await (const { data } of contributor.export(subject)) pages.push(data['page']);
    return pages;
  };
  const erase = async (subject: DataSubject): Promise<number> => {
    let sum = 0;
    for await (const { erased } of contributor.erase(subject)) sum += erased;
    return sum;
  };

  it('is found by the subject whose consent it stands on, on all days and with every cookie', async () => {
    const first = await visit('/articles/one', ANNA);
    await visit('/articles/two', ANNA, first);
    clock.advance(days(2));
    await visit('/articles/three', ANNA);
    await visit('/articles/four', BERT);
    await visit('/articles/five');
    expect(await pagesOf(await complete(personOf('subject', ANNA)))).toEqual([
      '/articles/one',
      '/articles/two',
      '/articles/three',
    ]);
    expect(await pagesOf(await complete(personOf('subject', '0199a0f6-9d6c-7c3e-8f5a-000000000000')))).toEqual([]);
  });

  it('is found by the cookie, which proves whose it is, also without consent', async () => {
    const cookie = await visit('/articles/one', ANNA);
    const proven = contributor.identify(new RequestView({ headers: { cookie, host: '127.0.0.1' } }));
    expect(await pagesOf(DataSubject.of(proven))).toEqual(['/articles/one']);
    const forged = new RequestView({ headers: { cookie: `${cookie}x`, host: '127.0.0.1' } });
    expect(contributor.identify(forged)).toEqual([]);
    const [deletion] = contributor.forgetBrowser(new RequestView({ headers: { cookie, host: '127.0.0.1' } }));
    expect(deletion).toMatch(/^privacy_visitor=; Max-Age=0/);
  });

  it('is found by the account that the application gave with its own events', async () => {
    server.app.get(AnalyticsService).track('ordered', { total: 12 }, { visitor: 'anna' });
    await waitUntil('it is stored', async () => (await stored()) === 1);
    const rows: unknown[] = [];
    for await (const row of contributor.export(await complete(personOf('user', 'anna')))) rows.push(row);
    expect(rows).toMatchObject([
      {
        section: 'events',
        data: { at: '2026-01-31T12:00:00.000Z', kind: 'event', name: 'ordered', properties: { total: 12 } },
      },
    ]);
  });

  it('is erased, and nobody else’s is, nor what belongs to nobody', async () => {
    await visit('/articles/one', ANNA);
    clock.advance(days(40));
    await visit('/articles/two', ANNA);
    await visit('/articles/four', BERT);
    await visit('/articles/five');
    const anna = await complete(personOf('subject', ANNA));
    expect([await erase(anna), await erase(anna)]).toEqual([2, 0]);
    expect(await pagesOf(anna)).toEqual([]);
    expect(await pagesOf(await complete(personOf('subject', BERT)))).toEqual(['/articles/four']);
    expect(await stored()).toBe(2);
  });

  it('does not come back with what a queue held while it was erased', async () => {
    const held: EventBatch[] = [];
    const enqueue = jest.spyOn(InProcessQueue.prototype, 'enqueue');
    enqueue.mockImplementation((batch) => Promise.resolve(void held.push(batch)));
    const heldEvents = (): number => held.reduce((sum, { events }) => sum + events.length, 0);
    const visits = { anna: '/articles/one', bert: '/articles/two' };
    for (const [visitor, page] of Object.entries(visits))
      server.app.get(AnalyticsService).track('read', { page }, { visitor });
    const anna = await complete(personOf('user', 'anna'));
    await waitUntil('the queue holds them', () => Promise.resolve(heldEvents() === 2));
    expect(await erase(anna)).toBe(0);
    enqueue.mockRestore();
    clock.advance(1);
    server.app.get(AnalyticsService).track('read', { page: '/articles/later' }, { visitor: 'anna' });
    const queue = server.app.get<AnalyticsQueue>(AnalyticsQueue, { strict: false });
    for (const batch of held) await queue.enqueue(batch);
    await waitUntil('they are worked off', async () => (await stored()) === 2 && (await queue.depth()) === 0);
    const of = async (name: string): Promise<unknown[]> => {
      const pages: unknown[] = [];
      for await (const { data } of contributor.export(await complete(personOf('user', name))))
        pages.push((data['properties'] as { page: string }).page);
      return pages;
    };
    expect([await of('anna'), await of('bert')]).toEqual([['/articles/later'], ['/articles/two']]);
  });

  it('keeps the contract of contributors', async () => {
    await visit('/articles/one', ANNA);
    await visit('/articles/two', BERT);
    const [subject, another] = [await complete(personOf('subject', ANNA)), await complete(personOf('subject', BERT))];
    for (const { prove } of CONTRIBUTOR_CONTRACT) await prove({ contributor, subject, another });
  });
});
