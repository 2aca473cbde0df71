import { ManualClock, testDatabases } from '@nest-privacy/core/testing';
import { type DynamicModule } from '@nestjs/common';
import { type Page } from '@nest-privacy/core';
import { newId } from '@nest-privacy/core/kit';
import { RedisModule } from '@nest-privacy/core/redis';
import { type ConsentRecordView } from '../index.js';
import { bodyOf } from '../../test/browser.js';
import { type ConsentNode, ConsentNodes, grantAt } from '../../test/consent-nodes.js';

const MINUTE = 60_000;

describe.each(testDatabases())('a withdrawal among several processes on $name', (database) => {
  let nodes: ConsentNodes;
  beforeEach(async () => {
    nodes = await ConsentNodes.on(database);
  });
  afterEach(() => nodes.close());

  const stateAt = async (node: ConsentNode, cookies: ReadonlyMap<string, string>): Promise<string> =>
    (await node.replay(cookies).consent()).state;

  it('is known elsewhere after one look, and after a restart, though an older cookie says otherwise', async () => {
    const [one, two] = [await nodes.start(), await nodes.start()];
    const { visitor, captured } = await grantAt(one);
    await two.look();
    expect(await stateAt(two, captured)).toBe('active');
    await visitor.send('DELETE', '/consent');
    expect(await stateAt(one, captured)).toBe('withdrawn');
    await two.look();
    expect(await stateAt(two, captured)).toBe('withdrawn');
    const three = await nodes.start();
    expect(await stateAt(three, captured)).toBe('withdrawn');
  });

  it.each([
    ['ahead', MINUTE],
    ['behind', -MINUTE],
  ])('is not missed when the clock of another process is a minute %s', async (_name, skew) => {
    const skewed = new ManualClock(nodes.clock.now() + skew);
    const [right, wrong, watcher] = [await nodes.start(), await nodes.start({ clock: skewed }), await nodes.start()];
    for (const [first, second] of [
      [wrong, right],
      [right, wrong],
    ] as const) {
      const [early, late] = [await grantAt(first), await grantAt(second)];
      await early.visitor.send('DELETE', '/consent');
      await watcher.look();
      await late.visitor.send('DELETE', '/consent');
      await watcher.look();
      expect(await stateAt(watcher, early.captured)).toBe('withdrawn');
      expect(await stateAt(watcher, late.captured)).toBe('withdrawn');
    }
  });

  it('beats an older cookie also when the process that took it has a clock far behind', async () => {
    const behind = new ManualClock(nodes.clock.now() - 10 * MINUTE);
    const [right, wrong] = [await nodes.start(), await nodes.start({ clock: behind })];
    const { captured } = await grantAt(right);
    expect((await wrong.replay(captured).send('DELETE', '/consent')).status).toBe(200);
    await right.look();
    for (const node of [right, wrong]) expect(await stateAt(node, captured)).toBe('withdrawn');
  });
});

describe('a withdrawal among processes that share a Redis', () => {
  it('is known elsewhere without a look', async () => {
    const nodes = await ConsentNodes.on(testDatabases()[0]!);
    const prefix = newId();
    const shared = (): DynamicModule => RedisModule.forRoot({ url: process.env.TEST_REDIS_URL!, prefix });
    const [one, two] = [await nodes.start({ shared: shared() }), await nodes.start({ shared: shared() })];
    const { visitor, captured } = await grantAt(one);
    expect(await two.guarded(captured)).toBe(200);
    await visitor.send('DELETE', '/consent');
    while ((await two.guarded(captured)) !== 403);
    await nodes.close();
  });
});

describe.each(testDatabases())('a withdrawal in a database on $name that was restored elsewhere', (database) => {
  it('is known, though its number belongs to another server', async () => {
    const nodes = await ConsentNodes.on(database);
    const one = await nodes.start();
    const { visitor, captured } = await grantAt(one);
    await visitor.send('DELETE', '/consent');
    await one.source.query('UPDATE privacy_consent_state SET change_sequence = 9000000000000000');
    const two = await nodes.start();
    expect(await two.guarded(captured)).toBe(403);
    await nodes.close();
  });
});

describe('a withdrawal on SQLite whose number is smaller than those before', () => {
  it('is known, for then everything is read again', async () => {
    const nodes = await ConsentNodes.on(testDatabases()[0]!);
    const [writer, watcher] = [await nodes.start(), await nodes.start()];
    const { visitor, captured } = await grantAt(writer);
    await (await grantAt(writer)).visitor.send('DELETE', '/consent');
    await watcher.look();
    await visitor.send('DELETE', '/consent');
    await writer.source.query('UPDATE privacy_consent_state SET change_sequence = 1 WHERE change_sequence IS NOT NULL');
    await watcher.look();
    expect(await watcher.guarded(captured)).toBe(403);
    await nodes.close();
  });
});

describe('a withdrawal whose transaction commits late on PostgreSQL', () => {
  it('is known after the next look, though others that began later were known before', async () => {
    const nodes = await ConsentNodes.on(testDatabases()[1]!);
    const [writer, watcher] = [await nodes.start(), await nodes.start()];
    const [slow, quick] = [await grantAt(writer), await grantAt(writer)];
    const history = await bodyOf<Page<ConsentRecordView>>(await slow.visitor.send('GET', '/consent/records'));
    const { subjectId } = history.items[0]!;
    // What the statement does last waits for the test, when it has moved the state already.
    await writer.source.query(`CREATE FUNCTION wait() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN PERFORM pg_advisory_xact_lock(1); RETURN NEW; END $$`);
    await writer.source.query(`CREATE TRIGGER wait BEFORE INSERT ON privacy_consent_record
      FOR EACH ROW WHEN (NEW.subject_id = '${subjectId}') EXECUTE FUNCTION wait()`);
    const holder = writer.source.createQueryRunner();
    await holder.startTransaction();
    await holder.query('SELECT pg_advisory_xact_lock(1)');
    const withdrawing = slow.visitor.send('DELETE', '/consent');
    while ((await holder.query('SELECT 1 FROM pg_locks WHERE NOT granted')).length === 0);
    nodes.clock.advance(MINUTE);
    await quick.visitor.send('DELETE', '/consent');
    await watcher.look();
    expect(await watcher.guarded(quick.captured)).toBe(403);
    expect(await watcher.guarded(slow.captured)).toBe(200);
    await holder.commitTransaction();
    await holder.release();
    expect((await withdrawing).status).toBe(200);
    await watcher.look();
    expect(await watcher.guarded(slow.captured)).toBe(403);
    await nodes.close();
  });
});
