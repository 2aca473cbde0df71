import { type DataSource } from 'typeorm';
import { dialectOf, write } from '@nest-privacy/core/typeorm';

/** Beyond this many it starts afresh, for that costs less than to keep account of their use. */
const KEPT = 50_000;

interface Term {
  readonly id: number;
  readonly text: string;
}

/** Numbers for texts: known ones from memory, new ones from the database, whichever process is first. */
export class TermDictionary {
  private current = new Map<string, number>();

  constructor(private readonly source: DataSource) {}

  /** The numbers that are known without asking. */
  get known(): ReadonlyMap<string, number> {
    return this.current;
  }

  /** The known numbers, those of `texts` among them; texts that are new get one. */
  async numbersOf(texts: Iterable<string>): Promise<ReadonlyMap<string, number>> {
    if (this.current.size > KEPT) this.current = new Map();
    const { current } = this;
    const unknown = new Set<string>();
    for (const text of texts) if (!current.has(text)) unknown.add(text);
    // In one order everywhere, so that two processes that add the same texts never wait for each other in a circle.
    for (const { id, text } of unknown.size > 0 ? await this.add([...unknown].sort()) : []) current.set(text, id);
    return current;
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
