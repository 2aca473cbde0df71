import { type DataSource } from 'typeorm';
import { dialectOf, write } from '@nest-privacy/core/typeorm';
import { LruCache } from '../collect/lru-cache.js';

const KEPT = 50_000;

interface Term {
  readonly id: number;
  readonly text: string;
}

/** Numbers for texts: known ones from memory, new ones from the database, whichever process is first. */
export class TermDictionary {
  private readonly known = new LruCache<string, number>(KEPT);

  constructor(private readonly source: DataSource) {}

  /** The number of each text; texts that are new get one. */
  async numbersOf(texts: Iterable<string>): Promise<ReadonlyMap<string, number>> {
    const numbers = new Map<string, number>();
    const unknown: string[] = [];
    for (const text of new Set(texts)) {
      const number = this.known.get(text);
      if (number === undefined) unknown.push(text);
      else numbers.set(text, number);
    }
    // In one order everywhere, so that two processes that add the same texts never wait for each other in a circle.
    for (const { id, text } of unknown.length > 0 ? await this.add(unknown.sort()) : []) {
      this.known.set(text, id);
      numbers.set(text, id);
    }
    return numbers;
  }

  private add(texts: readonly string[]): Promise<Term[]> {
    const list = dialectOf(this.source) === 'postgres' ? 'unnest($1::text[]) AS t(value)' : 'json_each(?) AS t';
    const parameter = dialectOf(this.source) === 'postgres' ? texts : JSON.stringify(texts);
    const find = `SELECT "id", "text" FROM "privacy_analytics_term" WHERE "text" IN (SELECT t.value FROM ${list})`;
    const insert = `INSERT INTO "privacy_analytics_term" ("text") SELECT t.value FROM ${list} WHERE true
      ON CONFLICT ("text") DO NOTHING`;
    return write(this.source, async (manager) => {
      const there = await manager.query<Term[]>(find, [parameter]);
      if (there.length === texts.length) return there;
      await manager.query(insert, [parameter]);
      return manager.query<Term[]>(find, [parameter]);
    });
  }
}
