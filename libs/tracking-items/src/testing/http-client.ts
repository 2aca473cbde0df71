/** What a server answered. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- the test says what it expects of it
  readonly body: any;
}

/** What to send beside the method and the path. */
export interface Message {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Admin token; `''` for none. */
  readonly token?: string;
}

/** Sends JSON and reads JSON. Text is sent as it is. */
export type Send = (method: string, path: string, message?: Message) => Promise<Answer>;

/** A client of the server at this address, with the admin token `writer` unless told otherwise. */
export const httpClient =
  (url: string): Send =>
  async (method, path, { body, headers, token = 'writer' } = {}) => {
    const response = await fetch(url + path, {
      method,
      headers: {
        ...(token !== '' && { Authorization: `Bearer ${token}` }),
        ...(body !== undefined && { 'Content-Type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      body: text === '' ? undefined : (JSON.parse(text) as unknown),
    };
  };
