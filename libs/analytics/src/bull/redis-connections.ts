import { Redis, type RedisOptions } from 'ioredis';
import { ConfigurationError } from '@nest-privacy/core';
import { within } from '@nest-privacy/core/kit';

/** What Bull uses a connection for. */
export type ConnectionType = 'client' | 'subscriber' | 'bclient';

const CONNECT_TIMEOUT = 1_000;
const LONGEST_PAUSE = 1_000;
/** Longest wait for the end of a connection. */
const FAREWELL = 300;

const COMMON: RedisOptions = {
  // Bull waits for its connections itself; the check would have blocking ones wait for ever while Redis is away.
  enableReadyCheck: false,
  connectTimeout: CONNECT_TIMEOUT,
  // ioredis waits so long also for the end of a connection that has ended, and keeps the process for as long.
  disconnectTimeout: FAREWELL,
};

/** A command waits for one reconnection and then fails, so that nobody hangs; blocking reads wait for as long as it takes. */
const RETRIES: Readonly<Record<ConnectionType, number | null>> = { client: 1, subscriber: null, bclient: null };

/** The connections of one queue. Bull leaves those that are made for it open, so they are closed here. */
export class RedisConnections {
  private readonly connections: Redis[] = [];
  private readonly returned: (() => void)[] = [];
  private closed = false;

  /**
   * @param url `redis://` or, with TLS, `rediss://`, with user, password and database where there are any
   * @throws ConfigurationError when it is no such URL
   */
  constructor(private readonly url: string) {
    if (/^rediss?:\/\//.test(url) && URL.canParse(url)) return;
    throw new ConfigurationError({
      code: 'REDIS_URL_INVALID',
      what: 'the URL is not one of a Redis server',
      where: 'BullAnalyticsModule option "url"',
      remedy: 'write redis://[[user]:password@]host[:port][/database], or rediss:// for TLS',
    });
  }

  /** Opens a connection that survives the absence of its server; meant as Bull's `createClient`. */
  open(type: ConnectionType): Redis {
    const connection = new Redis(this.url, {
      ...COMMON,
      maxRetriesPerRequest: RETRIES[type],
      retryStrategy: (times) => (this.closed ? null : Math.min(100 * times, LONGEST_PAUSE)),
    });
    // Without a listener an absent server would end the process.
    connection.on('error', () => {});
    connection.on('ready', () => this.tellOfReturn());
    if (type === 'bclient') forgiveNaming(connection);
    this.connections.push(connection);
    // Bull opens the one it blocks on late, where it was closed while it began.
    if (this.closed) void farewell(connection);
    return connection;
  }

  /** Calls `listener` whenever every connection stands, the first time included. */
  onReturn(listener: () => void): void {
    this.returned.push(listener);
  }

  /**
   * Closes them for good, after what was still to be sent: a command that is cut off would be an unhandled rejection within Bull. Call it again when Bull has
   * closed, for on its way it reconnects one of them.
   */
  async close(): Promise<void> {
    this.closed = true;
    await Promise.all(this.connections.map(farewell));
  }

  private tellOfReturn(): void {
    if (this.connections.every(({ status }) => status === 'ready')) for (const listener of this.returned) listener();
  }
}

/** Bull names its connection and waits for no answer; where it closes at once, that would be an unhandled rejection and end the process. */
function forgiveNaming(connection: Redis): void {
  const send = connection.client.bind(connection) as (...parts: unknown[]) => Promise<unknown>;
  const forgiving = (...parts: unknown[]): Promise<unknown> => send(...parts).catch(() => null);
  connection.client = forgiving as Redis['client'];
}

async function farewell(connection: Redis): Promise<void> {
  try {
    await within(FAREWELL, 'leaving Redis', connection.quit());
  } catch {
    // It is away, or closed already.
  }
  if (connection.status !== 'end') connection.disconnect();
}
