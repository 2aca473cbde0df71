/** A server that was found or started. */
export interface TestServer {
  readonly url: string;
  stop(): Promise<void>;
}

export function startPostgres(durability?: 'volatile' | 'durable'): Promise<TestServer>;
