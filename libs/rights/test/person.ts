/** Somebody who sends requests: a person's browser on the site itself, or an administrator's program. */
export class Person {
  /** @param headers such as `X-User`, `Cookie` or `Authorization` */
  constructor(
    private readonly url: string,
    private readonly headers: Readonly<Record<string, string>> = {},
  ) {}

  send(method: string, path: string, body?: object, headers: Readonly<Record<string, string>> = {}): Promise<Response> {
    return fetch(this.url + path, {
      method,
      headers: {
        'Sec-Fetch-Site': 'same-origin',
        ...this.headers,
        ...(body && { 'Content-Type': 'application/json' }),
        ...headers,
      },
      ...(body && { body: JSON.stringify(body) }),
    });
  }

  /** The answer's document, whatever its status is. */
  async ask<T>(method: string, path: string, body?: object, headers?: Readonly<Record<string, string>>): Promise<T> {
    return (await (await this.send(method, path, body, headers)).json()) as T;
  }
}
