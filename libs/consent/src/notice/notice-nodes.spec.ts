import { seconds } from '@nest-privacy/core';
import { newId } from '@nest-privacy/core/kit';
import { RedisModule } from '@nest-privacy/core/redis';
import { eventually, storageDatabases, testDatabases } from '@nest-privacy/core/testing';
import { bodyOf, Browser } from '../../test/browser.js';
import { type ConsentNode, ConsentNodes } from '../../test/consent-nodes.js';
import { noticeContent } from '../../test/notice-content.js';
import {
  ConsentNotices,
  type ConsentRecordView,
  ConsentRecordEntity,
  NoticeDrafts,
  NoticePublisher,
} from '../index.js';
import { NoticeMemory } from './notice-memory.js';
import { type NoticeRenewal, type PublishedNotice } from './published-notice.js';

const SITE = 'default';

async function publish(node: ConsentNode, renewal: NoticeRenewal = 'none'): Promise<PublishedNotice> {
  const { revision } = await node.get(NoticeDrafts).create(SITE, noticeContent(), 'editor');
  return node.get(NoticePublisher).publish({ siteId: SITE, ifMatch: `"${revision}"`, by: 'dpo' }, renewal);
}
const activeAt = (node: ConsentNode): number | undefined => node.get(ConsentNotices).active(SITE)?.version;
const look = (node: ConsentNode): Promise<void> => node.get(NoticeMemory).look();

describe.each(storageDatabases())('a notice among several processes on $name', (database) => {
  let nodes: ConsentNodes;
  let one: ConsentNode;
  let two: ConsentNode;
  beforeEach(async () => {
    nodes = await ConsentNodes.on(database);
    one = await nodes.start();
    await publish(one);
    two = await nodes.start();
  });
  afterEach(() => nodes.close());

  it('is known after a start, and after one look; until then the one before stays', async () => {
    expect([activeAt(one), activeAt(two)]).toEqual([1, 1]);
    await publish(one);
    expect([activeAt(one), activeAt(two)]).toEqual([2, 1]);
    await look(two);
    expect(activeAt(two)).toBe(2);
  });

  it('that is shown by another process already is learned from the decision upon it, and from the cookie of an earlier one', async () => {
    const { sha256 } = await publish(one, 'all');
    const first = await new Browser(two.url).decide({ STATISTICS: 'granted' }, { noticeVersion: 2 });
    expect([first.status, await bodyOf<ConsentRecordView>(first)]).toMatchObject([201, { noticeVersion: 2 }]);
    expect((await one.source.manager.find(ConsentRecordEntity)).map(({ noticeHash }) => noticeHash)).toEqual([sha256]);
    await publish(one, 'all');
    const visitor = new Browser(one.url);
    await visitor.decide({ STATISTICS: 'granted' }, { noticeVersion: 3 });
    const elsewhere = two.replay(visitor.cookies);
    expect([activeAt(two), await elsewhere.consent()]).toMatchObject([2, { allowed: { STATISTICS: true } }]);
    await elsewhere.decide({ MARKETING: 'denied' });
    expect(await one.replay(elsewhere.cookies).consent()).toMatchObject({
      state: 'active',
      allowed: { STATISTICS: true },
    });
  });

  it('that was just replaced loses no decision: what stays valid is taken everywhere, and what does not is asked again', async () => {
    const { sha256 } = (await one.get(ConsentNotices).version(SITE, 1))!;
    await publish(one, 'none');
    for (const node of [one, two]) {
      const visitor = new Browser(node.url);
      expect((await visitor.decide({ STATISTICS: 'granted' }, { noticeVersion: 1 })).status).toBe(201);
      for (const other of [one, two])
        expect(await other.replay(visitor.cookies).consent()).toMatchObject({
          state: 'active',
          allowed: { STATISTICS: true },
        });
    }
    const records = await one.source.manager.find(ConsentRecordEntity);
    expect(records.map((record) => [record.noticeVersion, record.noticeHash])).toEqual([
      [1, sha256],
      [1, sha256],
    ]);
    await publish(one, 'all');
    await expect(
      (await new Browser(one.url).decide({ STATISTICS: 'granted' }, { noticeVersion: 2 })).json(),
    ).resolves.toMatchObject({
      code: 'NOTICE_OUTDATED',
      noticeVersion: 3,
    });
    await look(two);
    await publish(one, 'none');
    nodes.clock.advance(seconds(10));
    const late = await new Browser(one.url).decide({ STATISTICS: 'granted' }, { noticeVersion: 3 });
    expect(late.status).toBe(409);
    const behind = new Browser(two.url);
    expect((await behind.decide({ STATISTICS: 'granted' }, { noticeVersion: 3 })).status).toBe(201);
    await look(two);
    expect(await behind.consent()).toMatchObject({ noticeVersion: 4, state: 'active' });
  });

  it('is published by one of two administrators at once, and the other is told', async () => {
    const { revision } = await one.get(NoticeDrafts).create(SITE, noticeContent(), 'editor');
    const change = { siteId: SITE, ifMatch: `"${revision}"`, by: 'dpo' };
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

  it('has every record of fifty decisions during its publication name a notice that there is', async () => {
    const versions = [1, null];
    const decisions = Array.from({ length: 50 }, async (_, i) => {
      const noticeVersion = versions[i % 2]!;
      return (
        await new Browser([one, two][i % 2]!.url).decide(
          { STATISTICS: 'granted' },
          { ...(noticeVersion && { noticeVersion }) },
        )
      ).status;
    });
    const [statuses] = await Promise.all([Promise.all(decisions), publish(two, 'all')]);
    expect(statuses.every((status) => status === 201 || status === 409)).toBe(true);
    const records = await one.source.manager.find(ConsentRecordEntity);
    expect(records).toHaveLength(statuses.filter((status) => status === 201).length);
    expect(new Set(records.map(({ subjectId }) => subjectId)).size).toBe(records.length);
    const restarted = await nodes.start();
    for (const { noticeVersion, noticeHash } of records)
      expect((await restarted.get(ConsentNotices).version(SITE, noticeVersion))?.sha256).toBe(noticeHash);
  });
});

describe('a notice among processes with Redis', () => {
  it('is told at once', async () => {
    const nodes = await ConsentNodes.on(testDatabases()[0]!);
    const prefix = `notice-${newId()}`;
    const shared = () => RedisModule.forRoot({ url: process.env.TEST_REDIS_URL!, prefix });
    try {
      const [one, two] = [await nodes.start({ shared: shared() }), await nodes.start({ shared: shared() })];
      await publish(one);
      expect(
        await eventually(
          () => activeAt(two),
          (version) => version === 1,
        ),
      ).toBe(1);
    } finally {
      await nodes.close();
    }
  });
});
