/** The part of `fetch` that is needed. */
export type Fetch = (
  url: string,
  init: {
    method: string;
    headers?: Record<string, string>;
    body?: string;
    keepalive?: boolean;
    credentials: 'include';
  },
) => Promise<{ readonly ok: boolean; readonly status: number; json(): Promise<unknown> }>;
