import { newId } from '@nest-privacy/core/kit';
import { type DisposableDatabase, ManualClock, testDatabases } from '@nest-privacy/core/testing';
import { dialectOf, transact } from '@nest-privacy/core/typeorm';
import { DataSource } from 'typeorm';
import { CONSENT_TABLES, migrated } from '../../test/consent-app.js';
import { settled } from '../../test/settled.js';
import { CONSENT_ENTITIES } from '../entities/index.js';
import { consentEntry } from '../testing/consent-entry.js';
import { type ConsentWriter } from './consent-writer.js';
import { PostgresConsentWriter } from './postgres-consent-writer.js';
import { BEGINNING, type RecordCursor } from './record-cursor.js';
import { RecordFeed } from './record-feed.js';
import { type RecordFollower, RecordFollowers } from './record-followers.js';
import { SqliteConsentWriter } from './sqlite-consent-writer.js';

describe.each(testDatabases())('the feed of records on $name', (database) => {
  const clock = new ManualClock();
  let place: DisposableDatabase;
  let source: DataSource;
  let writer: ConsentWriter;
  let feed: RecordFeed;
  let followers: RecordFollowers;

  beforeEach(async () => {
    place = await database.create(CONSENT_TABLES);
    source = await migrated(place);
    writer = dialectOf(source) === 'postgres' ? new PostgresConsentWriter(source) : new SqliteConsentWriter(source);
    feed = new RecordFeed(source, clock);
    followers = new RecordFollowers(source, clock, feed);
  });
  afterEach(async () => {
    await source.destroy();
    await place.drop();
  });

  const decide = async (to: ConsentWriter = writer): Promise<string> => {
    const owner = { siteId: 'default', subjectId: newId(), isNew: true };
    return (await to.write(owner, (previous) => consentEntry(owner, previous))).record.id;
  };
  const query = <T>(sql: string): Promise<T> => transact(source, (manager) => manager.query<T>(sql));
  /** Takes the numbers away again, as if an earlier version had written these records. */
  const unnumber = async (condition: string): Promise<void> => {
    await query(`CREATE TABLE kept AS SELECT * FROM privacy_consent_record WHERE ${condition}`);
    const drops = dialectOf(source) === 'postgres' ? [' ON privacy_consent_record', 'change'] : ['', 'delete'];
    await query(`DROP TRIGGER privacy_consent_record_no_${drops[1]}${drops[0]}`);
    await query(`DELETE FROM privacy_consent_record WHERE ${condition}`);
    await query('UPDATE kept SET sequence = NULL');
    await query('INSERT INTO privacy_consent_record SELECT * FROM kept');
    await query(`DROP TABLE kept`);
  };
  const idsFrom = async (cursor: RecordCursor, limit = 2): Promise<string[]> => {
    const ids: string[] = [];
    for (let at = cursor; ;) {
      const fed = await feed.after(at, limit);
      ids.push(...fed.records.map(({ id }) => id));
      if (fed.records.length === 0) return ids;
      at = fed.cursor;
    }
  };

  it('gives each record once, in the order in which they came, in pages of any size', async () => {
    const ids: string[] = [];
    for (let i = 0; i < 7; i++) ids.push(await decide());
    await settled(source);
    for (const limit of [1, 2, 7, 100]) expect(await idsFrom(BEGINNING, limit)).toEqual(ids);
    const { cursor } = await feed.after(BEGINNING, 3);
    expect(await idsFrom(cursor)).toEqual(ids.slice(3));
  });

  it('tells all of one transaction apart', async () => {
    const ids = await Promise.all(Array.from({ length: 9 }, () => decide()));
    await settled(source);
    if (dialectOf(source) === 'postgres') {
      await query('ALTER TABLE privacy_consent_record DISABLE TRIGGER USER');
      await query('UPDATE privacy_consent_record SET sequence = 5');
      await query('ALTER TABLE privacy_consent_record ENABLE TRIGGER USER');
    }
    expect((await idsFrom(BEGINNING)).sort()).toEqual(ids.sort());
  });

  it('gives what has no number a minute after it was received, first, by its time', async () => {
    const [first, second] = [await decide(), await decide()];
    await settled(source);
    await unnumber(`id = '${second}'`);
    clock.set(Date.UTC(2026, 0, 1));
    expect(await idsFrom(BEGINNING)).toEqual([first]);
    clock.advance(60_001);
    expect(await idsFrom(BEGINNING)).toEqual([second, first]);
    const { cursor } = await feed.after(BEGINNING, 100);
    expect(await idsFrom(cursor)).toEqual([]);
  });

  it('begins at the end for whoever wants only what is to come', async () => {
    await decide();
    await settled(source);
    const end = await feed.end();
    expect(await idsFrom(end)).toEqual([]);
    const id = await decide();
    await settled(source);
    expect(await idsFrom(end)).toEqual([id]);
  });

  const follower = (taken: string[], members: Partial<RecordFollower> = {}): RecordFollower => ({
    name: 'test',
    from: 'beginning',
    batch: 2,
    take: (records) => Promise.resolve(void taken.push(...records.map(({ id }) => id))),
    ...members,
  });

  it('leads followers who take each record once, also when they fail or two processes lead them', async () => {
    const other = await new DataSource({ ...place.options, entities: CONSENT_ENTITIES }).initialize();
    const others = new RecordFollowers(other, clock, new RecordFeed(other, clock));
    const ids: string[] = [];
    for (let i = 0; i < 9; i++) ids.push(await decide());
    await settled(source);
    const taken: string[] = [];
    const failing = follower([], { take: () => Promise.reject(new Error('no')) });
    await expect(followers.lead(failing)).rejects.toThrow('no');
    for (let more = true; more;)
      more = (await Promise.all([followers.lead(follower(taken)), others.lead(follower(taken))])).includes(true);
    while (await followers.lead(follower(taken)));
    expect(taken).toEqual(ids);
    const later: string[] = [];
    expect(await followers.lead(follower(later, { name: 'later', from: 'end' }))).toBe(false);
    const next = await decide();
    await settled(source);
    await followers.lead(follower(later, { name: 'later', from: 'end' }));
    expect(later).toEqual([next]);
    await other.destroy();
  });

  if (database.name === 'SQLite') return;

  it('waits for whatever has a smaller number and is not decided', async () => {
    const open = source.createQueryRunner();
    await open.startTransaction();
    await open.query('SELECT pg_current_xact_id()');
    const id = await decide();
    expect(await idsFrom(BEGINNING)).toEqual([]);
    await open.commitTransaction();
    await open.release();
    await settled(source);
    expect(await idsFrom(BEGINNING)).toEqual([id]);
  });

  it('goes on in a database that was restored and counts anew', async () => {
    const [old, unread] = [await decide(), await decide()];
    await settled(source);
    await query('ALTER TABLE privacy_consent_record DISABLE TRIGGER USER');
    await query(`UPDATE privacy_consent_record SET sequence = sequence + 1000000000`);
    await query('ALTER TABLE privacy_consent_record ENABLE TRIGGER USER');
    const taken: string[] = [];
    const one = follower(taken, { batch: 1 });
    await followers.cursorOf({ ...one, from: 'beginning' });
    await query(
      `UPDATE privacy_consent_follower SET place = 1000000000, cursor = '{"earlier":[0,""],"numbered":[1000000000,0,""]}'`,
    );
    await followers.lead(one);
    const fresh = await decide();
    clock.set(Date.UTC(2027, 0, 1));
    while (await followers.lead(one));
    expect(taken).toEqual([old, fresh, unread]);
  });
});
