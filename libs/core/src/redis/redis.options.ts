/** Options of `RedisModule`. */
export interface RedisModuleOptions {
  /** `redis://[[user]:password@]host[:port][/database]`, or `rediss://` for TLS. */
  readonly url: string;
  /** First part of every key and channel, so that several applications can share a server. @default 'privacy' */
  readonly prefix?: string | undefined;
}
