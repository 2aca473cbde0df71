import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '@nest-privacy/core';
import { dialectOf, perDataSource, read, tableOf, transact, write } from '@nest-privacy/core/typeorm';
import { type DataSource, type EntityManager, Like } from 'typeorm';
import { CONSENT_DATA_SOURCE } from '../consent.data-source.js';
import { ConsentFollowerEntity } from '../entities/consent-follower.entity.js';
import { BEGINNING, cursorOf, cursorText, type RecordCursor } from './record-cursor.js';
import { type FedRecord, RecordFeed, type RecordMember } from './record-feed.js';

/** Somebody who makes something of each record, in the order of the feed. */
export interface RecordFollower<M extends RecordMember = RecordMember> {
  /** Of 64 characters at most; a new name begins anew. */
  readonly name: string;
  /** Where one begins that is not known yet: with the first record that there is, or the next that comes; without it, only one is led that is. */
  readonly from?: 'beginning' | 'end';
  /** Most records at once; what is made of them is one transaction. */
  readonly batch: number;
  /** What it reads of a record; the less, the cheaper. Default: all */
  readonly reads?: readonly M[];
  /** Makes something of some records, by the manager of the transaction that moves the cursor as well; what it throws undoes both. */
  readonly take: (records: readonly FedRecord<M>[], manager: EntityManager) => Promise<void>;
}

/** A follower that takes its place where it has none yet. */
type NewFollower = Pick<RecordFollower, 'name'> & Required<Pick<RecordFollower, 'from'>>;

const statementsOf = perDataSource((source) => {
  const follower = tableOf(source, ConsentFollowerEntity);
  const isPostgres = dialectOf(source) === 'postgres';
  const mark = (place: number, type: string): string => (isPostgres ? `$${place}::${type}` : '?');
  return {
    find: follower.sql(`SELECT {cursor} AS cursor FROM {} WHERE {name} = ${mark(1, 'varchar')}`),
    moved: follower.sql(`SELECT {moved_at} AS moved FROM {} WHERE {name} = ${mark(1, 'varchar')}`),
    lock: follower.sql(`SELECT 1 AS held FROM {} WHERE {name} = ${mark(1, 'varchar')} AND {cursor} = ${mark(2, 'varchar')}
      ${isPostgres ? 'FOR UPDATE SKIP LOCKED' : ''}`),
    hold: follower.sql(
      `SELECT 1 AS held FROM {} WHERE {name} = ${mark(1, 'varchar')} ${isPostgres ? 'FOR UPDATE SKIP LOCKED' : ''}`,
    ),
    join: follower.sql(`INSERT INTO {} ({cursor}, {place}, {moved_at}, {name})
      VALUES (${mark(1, 'varchar')}, ${mark(2, 'bigint')}, ${mark(3, 'bigint')}, ${mark(4, 'varchar')}) ON CONFLICT DO NOTHING`),
    move: follower.sql(`UPDATE {} SET {cursor} = ${mark(1, 'varchar')}, {place} = ${mark(2, 'bigint')}, {moved_at} = ${mark(3, 'bigint')}
      WHERE {name} = ${mark(4, 'varchar')}`),
  };
});

/**
 * Leads followers along the records. Each takes every record once, whatever processes there are and whenever one of them dies: the cursor moves in the transaction
 * in which the work is done, and only from where the work began.
 */
@Injectable()
export class RecordFollowers {
  constructor(
    @Inject(CONSENT_DATA_SOURCE) private readonly source: DataSource,
    @Inject(Clock) private readonly clock: Clock,
    private readonly feed: RecordFeed,
  ) {}

  /**
   * Leads one step further.
   *
   * @returns whether there may be more at once; not where another process leads the follower just now
   */
  async lead<M extends RecordMember = RecordMember>(follower: RecordFollower<M>): Promise<boolean> {
    const { name, from } = follower;
    const cursor = from === undefined ? await this.find(name) : await this.cursorOf({ name, from });
    if (!cursor) return false;
    const fed = await this.feed.after(cursor, follower.batch, follower.reads);
    if (fed.records.length === 0) return false;
    const { lock, move } = statementsOf(this.source);
    const moved = await transact(this.source, async (manager) => {
      const held = await manager.query<unknown[]>(lock, [follower.name, cursorText(cursor)]);
      if (held.length === 0) return false;
      await follower.take(fed.records, manager);
      await manager.query(move, this.rowOf(follower, fed.cursor));
      return true;
    });
    return moved && fed.records.length === follower.batch;
  }

  /**
   * Does something while nobody leads a follower.
   *
   * @returns `undefined`, with nothing done, where somebody leads it just now, or it has no place yet
   */
  alone<T>(name: string, work: (manager: EntityManager) => Promise<T>): Promise<T | undefined> {
    return transact(this.source, async (manager) => {
      const held = await manager.query<unknown[]>(statementsOf(this.source).hold, [name]);
      return held.length === 0 ? undefined : work(manager);
    });
  }

  /** Where a follower stands; it takes its place where it has none yet. */
  async cursorOf({ name, from }: NewFollower): Promise<RecordCursor> {
    const known = await this.find(name);
    if (known) return known;
    const begin = from === 'beginning' ? BEGINNING : await this.feed.end();
    await write(this.source, (manager) => this.join(name, begin, manager));
    return (await this.find(name))!;
  }

  /** Has a follower take its place at a cursor, by the manager of the transaction that says that it is there; nothing where it has one. */
  async join(name: string, cursor: RecordCursor, manager: EntityManager): Promise<void> {
    await manager.query(statementsOf(this.source).join, this.rowOf({ name }, cursor));
  }

  /** The names of all that begin with a prefix of letters, digits and `:`. */
  async named(prefix: string): Promise<string[]> {
    const rows = await read(this.source, (manager) =>
      manager.findBy(ConsentFollowerEntity, { name: Like(`${prefix}%`) }),
    );
    return rows.map(({ name }) => name);
  }

  /** Where a follower stands; `null` while it never followed. */
  async find(name: string): Promise<RecordCursor | null> {
    const { find } = statementsOf(this.source);
    const [row] = await read(this.source, (manager) => manager.query<{ cursor: string }[]>(find, [name]));
    return row ? cursorOf(row.cursor) : null;
  }

  /** When a follower went further last, in milliseconds since the epoch; `null` while it never followed. */
  async movedAt(name: string): Promise<number | null> {
    const { moved } = statementsOf(this.source);
    const [row] = await read(this.source, (manager) => manager.query<{ moved: string | number }[]>(moved, [name]));
    return row ? Number(row.moved) : null;
  }

  private rowOf({ name }: { readonly name: string }, cursor: RecordCursor): unknown[] {
    return [cursorText(cursor), cursor.numbered[0], this.clock.now(), name];
  }
}
