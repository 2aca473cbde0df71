import { seconds, type Site } from '@nest-privacy/core';
import { newId } from '@nest-privacy/core/kit';
import { RedisModule } from '@nest-privacy/core/redis';
import { eventually, testDatabases } from '@nest-privacy/core/testing';
import { bodyOf, Browser } from '../../test/browser.js';
import { type ConsentNode, ConsentNodes } from '../../test/consent-nodes.js';
import { noticeContent } from '../../test/notice-content.js';
import { atSite, TestSites, TRUSTS_THE_TEST } from '../../test/sites.js';
import {
  ConsentNotices,
  type ConsentRecordView,
  ConsentRecordEntity,
  NoticeDrafts,
  NoticePublisher,
} from '../index.js';
import { NoticeMemory } from './notice-memory.js';
import { type NoticeRenewal, type PublishedNotice } from './published-notice.js';

async function publish(node: ConsentNode, siteId: string, renewal: NoticeRenewal = 'none'): Promise<PublishedNotice> {
  const { revision } = await node.get(NoticeDrafts).create(siteId, noticeContent(), 'editor');
  return node.get(NoticePublisher).publish({ siteId, ifMatch: `"${revision}"`, by: 'dpo' }, renewal);
}
const look = (node: ConsentNode): Promise<void> => node.get(NoticeMemory).look();

describe.each(testDatabases())('a notice among several processes on $name', (database) => {
  const sites = new TestSites();
  const core = { sites: sites.all, ...TRUSTS_THE_TEST };
  let nodes: ConsentNodes;
  let one: ConsentNode;
  let two: ConsentNode;
  let site: Site;
  beforeAll(async () => {
    nodes = await ConsentNodes.on(database);
    [one, two] = [await nodes.start({ core }), await nodes.start({ core })];
  });
  afterAll(() => nodes.close());
  beforeEach(() => (site = sites.take()));

  /** Has a site begin with a notice that both know. */
  const begin = async (): Promise<void> => {
    await one.get(NoticePublisher).seed(site.id, noticeContent());
    await look(two);
  };
  const next = (node: ConsentNode, renewal?: NoticeRenewal): Promise<PublishedNotice> =>
    publish(node, site.id, renewal);
  const activeAt = (node: ConsentNode): number | undefined => node.get(ConsentNotices).active(site.id)?.version;
  const headers = (): Record<string, string> => ({ 'sec-fetch-site': 'same-origin', ...atSite(site) });
  const visitorAt = (node: ConsentNode): Browser => new Browser(node.url, headers());
  const records = (): Promise<ConsentRecordEntity[]> =>
    one.source.manager.find(ConsentRecordEntity, { where: { siteId: site.id } });

  it('is known after a start, and after one look; until then the one before stays', async () => {
    await begin();
    expect([activeAt(one), activeAt(two), activeAt(await nodes.start({ core }))]).toEqual([1, 1, 1]);
    await next(one);
    expect([activeAt(one), activeAt(two)]).toEqual([2, 1]);
    await look(two);
    expect(activeAt(two)).toBe(2);
  });

  it('that is shown by another process already is learned from the decision upon it, and from the cookie of an earlier one', async () => {
    await begin();
    const { sha256 } = await next(one, 'all');
    const first = await visitorAt(two).decide({ STATISTICS: 'granted' }, { noticeVersion: 2 });
    expect([first.status, await bodyOf<ConsentRecordView>(first)]).toMatchObject([201, { noticeVersion: 2 }]);
    expect((await records()).map(({ noticeHash }) => noticeHash)).toEqual([sha256]);
    await next(one, 'all');
    const visitor = visitorAt(one);
    await visitor.decide({ STATISTICS: 'granted' }, { noticeVersion: 3 });
    const elsewhere = two.replay(visitor.cookies, headers());
    expect([activeAt(two), await elsewhere.consent()]).toMatchObject([2, { allowed: { STATISTICS: true } }]);
    await elsewhere.decide({ MARKETING: 'denied' });
    expect(await one.replay(elsewhere.cookies, headers()).consent()).toMatchObject({
      state: 'active',
      allowed: { STATISTICS: true },
    });
  });

  it('that was just replaced loses no decision: what stays valid is taken everywhere, and what does not is asked again', async () => {
    await begin();
    const { sha256 } = (await one.get(ConsentNotices).version(site.id, 1))!;
    await next(one, 'none');
    for (const node of [one, two]) {
      const visitor = visitorAt(node);
      expect((await visitor.decide({ STATISTICS: 'granted' }, { noticeVersion: 1 })).status).toBe(201);
      for (const other of [one, two])
        expect(await other.replay(visitor.cookies, headers()).consent()).toMatchObject({
          state: 'active',
          allowed: { STATISTICS: true },
        });
    }
    expect((await records()).map((record) => [record.noticeVersion, record.noticeHash])).toEqual([
      [1, sha256],
      [1, sha256],
    ]);
    await next(one, 'all');
    await expect(
      (await visitorAt(one).decide({ STATISTICS: 'granted' }, { noticeVersion: 2 })).json(),
    ).resolves.toMatchObject({
      code: 'NOTICE_OUTDATED',
      noticeVersion: 3,
    });
    await look(two);
    await next(one, 'none');
    nodes.clock.advance(seconds(10));
    const late = await visitorAt(one).decide({ STATISTICS: 'granted' }, { noticeVersion: 3 });
    expect(late.status).toBe(409);
    const behind = visitorAt(two);
    expect((await behind.decide({ STATISTICS: 'granted' }, { noticeVersion: 3 })).status).toBe(201);
    await look(two);
    expect(await behind.consent()).toMatchObject({ noticeVersion: 4, state: 'active' });
  });

  it('is published by one of two administrators at once, and the other is told', async () => {
    await begin();
    const { revision } = await one.get(NoticeDrafts).create(site.id, noticeContent(), 'editor');
    const change = { siteId: site.id, ifMatch: `"${revision}"`, by: 'dpo' };
    const answers = await Promise.allSettled(
      [one, two].map((node) => node.get(NoticePublisher).publish(change, 'none')),
    );
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const [refused] = answers.filter((answer) => answer.status === 'rejected');
    expect(['PRECONDITION_FAILED', 'NOTICE_DRAFT_UNKNOWN']).toContain(
      (refused!.reason as { problem: { code: string } }).problem.code,
    );
    await Promise.all([one, two].map(look));
    expect([activeAt(one), activeAt(two)]).toEqual([2, 2]);
  });

  it.each<[string, number | null]>([
    ['after another', 1],
    ['as the first one', null],
  ])('has every record of fifty decisions during its publication %s name what was there', async (_, before) => {
    if (before !== null) await begin();
    const versions = [before, null];
    const decisions = Array.from({ length: 50 }, async (_, i) => {
      const noticeVersion = versions[i % 2]!;
      const visitor = visitorAt([one, two][(i >> 1) % 2]!);
      return (await visitor.decide({ STATISTICS: 'granted' }, { ...(noticeVersion && { noticeVersion }) })).status;
    });
    const [statuses, published] = await Promise.all([Promise.all(decisions), next(two, 'all')]);
    expect(statuses.every((status) => status === 201 || status === 409)).toBe(true);
    const taken = await records();
    expect(taken).toHaveLength(statuses.filter((status) => status === 201).length);
    expect(new Set(taken.map(({ subjectId }) => subjectId)).size).toBe(taken.length);
    await look(one);
    for (const { noticeVersion, noticeHash } of taken) {
      const notice = await one.get(ConsentNotices).version(site.id, noticeVersion);
      expect([before !== null || noticeVersion === published.version, notice?.sha256 ?? null]).toEqual([
        noticeHash !== null,
        noticeHash,
      ]);
    }
  });
});

describe('a notice among processes with Redis', () => {
  it('is told by a word, without a look of its own', async () => {
    const nodes = await ConsentNodes.on(testDatabases()[0]!);
    const prefix = `notice-${newId()}`;
    const shared = () => RedisModule.forRoot({ url: process.env.TEST_REDIS_URL!, prefix });
    try {
      const [one, two] = [await nodes.start({ shared: shared() }), await nodes.start({ shared: shared() })];
      const { version } = await publish(one, 'default');
      await eventually(
        async () => {
          // Told again, for a word is lost on who has not subscribed yet.
          await one.get(NoticeMemory).changed();
          return two.get(ConsentNotices).active('default')?.version;
        },
        (heard) => heard === version,
      );
    } finally {
      await nodes.close();
    }
  });
});
