import { type EventEmitter } from 'node:events';
import { type Duplex } from 'node:stream';

/** The part of a client of `pg` that is used. */
export interface PostgresClient extends EventEmitter {
  /** The server's process that answers, by what the server or a pooler says. */
  readonly processID: number | null;
  readonly connection: EventEmitter & { readonly stream: Duplex };
  query(...question: unknown[]): unknown;
}

/**
 * Limits of a session are set in it only where it is ours alone: a pooler gives a session to one client after the other, and tells each of them a process
 * that is none of the server's.
 */
const SET_LIMITS = `
  SELECT set_config('statement_timeout', $2, false), set_config('lock_timeout', $3, false),
    set_config('idle_in_transaction_session_timeout', $4, false)
  WHERE pg_backend_pid() = $1::integer`;

/** Shares of the client's patience: the server is to end a statement before the client gives up the connection, and a wait for a lock before that. */
const STATEMENT_SHARE = 0.8;
const LOCK_SHARE = 0.6;

/** Says that the server fell silent; `databaseFaultOf` knows it by its code. */
const silence = (patience: number): Error =>
  Object.assign(new Error(`PostgreSQL did not answer within ${patience} ms`), { code: 'PG_SILENT' });

/**
 * Ends the connection when an answer is due for too long. The time-out of `pg` itself fails the question alone: the connection goes back to the pool with
 * the question open, and perhaps with a transaction, into which the next user's statements would fall.
 */
function hangUpOnSilence(client: PostgresClient, patience: number): void {
  let due: NodeJS.Timeout | undefined;
  const ask = client.query.bind(client);
  client.query = (...question) => {
    due ??= setTimeout(() => client.connection.stream.destroy(silence(patience)), patience);
    return ask(...question);
  };
  client.connection.on('readyForQuery', () => due?.refresh());
  for (const event of ['drain', 'end'] as const) {
    client.on(event, () => {
      clearTimeout(due);
      due = undefined;
    });
  }
}

/**
 * Prepares a new connection for waits that end.
 *
 * @param patience milliseconds that an answer may take
 */
export async function prepareConnection(client: PostgresClient, patience: number): Promise<void> {
  hangUpOnSilence(client, patience);
  const limits = [STATEMENT_SHARE, LOCK_SHARE, 1].map((share) => String(Math.ceil(patience * share)));
  await client.query(SET_LIMITS, [client.processID, ...limits]);
}
