import { Inject, Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { Redis, type RedisOptions } from 'ioredis';
import { ConfigurationError } from '../errors/configuration.error.js';
import { seconds } from '../time/durations.js';
import { REDIS_OPTIONS } from './redis.module-definition.js';
import { type RedisModuleOptions } from './redis.options.js';

const LONGEST_PAUSE = seconds(1);
/** How often a quiet subscription is asked whether it is still there. */
const HEARTBEAT = seconds(5);

const COMMON: RedisOptions = {
  connectTimeout: seconds(1),
  // A server that takes connections and answers nothing is away, too.
  socketTimeout: seconds(1),
  disconnectTimeout: 300,
};

/** Fails at once while Redis is away, and soon when it is silent. */
const COMMANDS: RedisOptions = { maxRetriesPerRequest: 0, enableOfflineQueue: false, commandTimeout: 500 };

/**
 * Waits for Redis as long as it takes, and renews what it was subscribed to. A check for readiness would come after a subscription that is asked for
 * while connecting, and Redis answers a subscriber no such question: the connection would end, and the subscription with it.
 */
const SUBSCRIPTIONS: RedisOptions = { maxRetriesPerRequest: null, autoResubscribe: true, enableReadyCheck: false };

function valid({ url, prefix = 'privacy' }: RedisModuleOptions): Required<RedisModuleOptions> {
  const fault = (code: string, option: string, what: string, remedy: string): ConfigurationError =>
    new ConfigurationError({ code, what, where: `RedisModule option "${option}"`, remedy });
  if (!/^rediss?:\/\//.test(url) || !URL.canParse(url))
    throw fault(
      'REDIS_URL_INVALID',
      'url',
      'the URL is not one of a Redis server',
      'write redis://[[user]:password@]host[:port][/database], or rediss:// for TLS',
    );
  if (!/^[\w.:-]{1,64}$/.test(prefix))
    throw fault(
      'REDIS_PREFIX_INVALID',
      'prefix',
      `${JSON.stringify(prefix)} is not usable`,
      'use 1 to 64 letters, digits, "_", ".", ":" or "-"',
    );
  return { url, prefix };
}

/** Two connections of the suite's own, one for commands and one for subscriptions. Both survive the absence of Redis and delay nobody by it. */
@Injectable()
export class RedisConnections implements OnApplicationShutdown {
  readonly commands: Redis;
  readonly subscriptions: Redis;
  private readonly prefix: string;
  private readonly logger = new Logger('RedisModule');
  private readonly heartbeat: NodeJS.Timeout;
  private closed = false;
  private away = false;

  /** @throws ConfigurationError when the URL is not one of a Redis server, or the prefix is not usable */
  constructor(@Inject(REDIS_OPTIONS) options: RedisModuleOptions) {
    const { url, prefix } = valid(options);
    this.commands = this.open(url, { ...COMMANDS, connectionName: prefix });
    this.subscriptions = this.open(url, { ...SUBSCRIPTIONS, connectionName: prefix });
    // Channels are one for all databases of a server, where keys are not.
    this.prefix = `${prefix}:${this.commands.options.db ?? 0}`;
    this.heartbeat = setInterval(() => void this.subscriptions.ping().catch(() => {}), HEARTBEAT).unref();
  }

  /** A key or channel of the suite. */
  name(...parts: readonly string[]): string {
    return [this.prefix, ...parts].join(':');
  }

  /** Last of all, for requests are served until the server has closed. What was still to be sent is sent. */
  async onApplicationShutdown(): Promise<void> {
    this.closed = true;
    clearInterval(this.heartbeat);
    await this.commands.quit().catch(() => {});
    for (const connection of [this.commands, this.subscriptions]) connection.disconnect();
  }

  private open(url: string, options: RedisOptions): Redis {
    const connection = new Redis(url, {
      ...COMMON,
      ...options,
      retryStrategy: (times) => (this.closed ? null : Math.min(100 * times, LONGEST_PAUSE)),
    });
    // Without a listener an absent server would end the process.
    connection.on('error', (error: Error) => this.warnOnce(error));
    connection.on('ready', () => this.tellOfReturn());
    return connection;
  }

  private warnOnce({ message }: Error): void {
    if (this.away || this.closed) return;
    this.away = true;
    this.logger.warn(`Redis is away (${message}): limits are counted by each process, and news travel by polling`);
  }

  private tellOfReturn(): void {
    if (!this.away || [this.commands, this.subscriptions].some(({ status }) => status !== 'ready')) return;
    this.away = false;
    this.logger.warn('Redis is back');
  }
}
