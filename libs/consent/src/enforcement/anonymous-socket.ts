import { type RequestLike } from '@nest-privacy/core';

/** Where the sockets of socket.io and `ws` tell who opened them. */
const hiddenBy = (request: RequestLike | undefined): ReadonlyMap<string | symbol, unknown> =>
  new Map<string | symbol, unknown>([
    ['request', request],
    ['upgradeReq', request],
    ['handshake', { headers: request?.headers ?? {}, auth: {}, query: {} }],
    ['data', {}],
    ['user', undefined],
    ['session', undefined],
    ['conn', undefined],
    ['client', undefined],
    ['_socket', undefined],
  ]);

/** A socket that sends and receives as before, and does not tell who is at its other end. It is not changed itself, for other messages share it. */
export function anonymousSocket(client: object, request: RequestLike | undefined): object {
  const hidden = hiddenBy(request);
  return new Proxy(client, {
    get(target, name) {
      if (hidden.has(name)) return hidden.get(name);
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
    set: (target, name, value) => hidden.has(name) || Reflect.set(target, name, value, target),
  });
}
