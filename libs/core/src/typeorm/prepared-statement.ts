import { createHash } from 'node:crypto';
import { type DataSource, QueryFailedError } from 'typeorm';
import { answered } from './answered.js';

/** The part of a connection of `pg` that is used: what TypeORM does not pass on is the name of a statement. */
interface NamingClient {
  query(statement: {
    readonly name?: string;
    readonly text: string;
    readonly values: readonly unknown[];
  }): Promise<{ readonly rows: unknown[] }>;
}

/** `invalid_sql_statement_name` and `duplicate_prepared_statement`: said before anything is executed. */
const NAME_LOST = new Set<unknown>(['26000', '42P05']);

/** DataSources whose way to PostgreSQL leads through a pooler that does not keep a client's statements with the client. */
const nameless = new WeakSet<DataSource>();

/**
 * A statement that PostgreSQL parses once for each connection. Behind a pooler in transaction mode, where one client's statement is suddenly another's,
 * it finds that out by the first refusal, is sent without a name from then on, and costs a little more.
 */
export class PreparedStatement<Row> {
  /** From the text, so that two versions of the application never mean different statements by one name. */
  private readonly name: string;

  /** @param text SQL of PostgreSQL, with `$1` and so on */
  constructor(private readonly text: string) {
    this.name = `np_${createHash('sha256').update(text).digest('hex').slice(0, 24)}`;
  }

  /**
   * Runs it by itself, outside any transaction.
   *
   * @throws DatabaseUnavailableException as `write`; QueryFailedError
   */
  run(source: DataSource, values: readonly unknown[]): Promise<Row[]> {
    return answered(source, 'write', () => this.named(source, values));
  }

  private async named(source: DataSource, values: readonly unknown[]): Promise<Row[]> {
    const runner = source.createQueryRunner();
    try {
      const client = (await runner.connect()) as NamingClient;
      const send = (): Promise<Row[]> => this.send(client, nameless.has(source) ? undefined : this.name, values);
      return await send().catch((error: unknown) => {
        if (!NAME_LOST.has((error as { code?: unknown }).code)) throw error;
        nameless.add(source);
        return send();
      });
    } finally {
      await runner.release();
    }
  }

  private async send(client: NamingClient, name: string | undefined, values: readonly unknown[]): Promise<Row[]> {
    try {
      const { rows } = await client.query({ ...(name !== undefined && { name }), text: this.text, values });
      return rows as Row[];
    } catch (error) {
      throw new QueryFailedError(this.text, [...values], error as Error);
    }
  }
}
