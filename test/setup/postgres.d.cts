/** A server that was found or started. */
export interface TestServer {
  readonly url: string;
  stop(): Promise<void>;
}

/** A server that is started and stopped at will. */
export interface OwnServer {
  readonly url: string;
  /** The file whose first line is the number of the server's process. */
  readonly pidFile: string;
  /** Starts it upon what it had, and gives back how to stop it. */
  start(): Promise<() => Promise<void>>;
  /** Removes what it had. */
  clean(): void;
}

export function startPostgres(durability?: 'volatile' | 'durable'): Promise<TestServer>;

export function ownPostgres(durability?: 'volatile' | 'durable'): Promise<OwnServer | undefined>;
