import { type ExecutionContext } from '@nestjs/common';
import { requestViewFrom } from './request-view-from.js';

const raw = { headers: { host: 'a.example' } };

const context = (type: string, value: unknown): ExecutionContext =>
  ({
    getType: () => type,
    switchToHttp: () => ({ getRequest: () => value }),
    switchToWs: () => ({ getClient: () => value }),
    switchToRpc: () => ({ getContext: () => value }),
    getArgByIndex: (index: number) => (index === 2 ? value : undefined),
  }) as unknown as ExecutionContext;

describe('requestViewFrom', () => {
  it.each([
    ['Express', 'http', raw],
    ['Fastify', 'http', { raw, headers: raw.headers }],
    ['GraphQL with req', 'graphql', { req: raw }],
    ['GraphQL on Fastify', 'graphql', { request: { raw } }],
    ['socket.io', 'ws', { request: raw, handshake: { headers: raw.headers } }],
    ['a socket with its upgrade request', 'ws', { upgradeReq: raw }],
    ['an RPC context with headers', 'rpc', raw],
  ])('finds the request of %s', (_name, type, value) => {
    expect(requestViewFrom(context(type, value))?.header('host')).toBe('a.example');
  });

  it.each([
    ['rpc', { pattern: 'no headers' }],
    ['ws', {}],
    ['graphql', undefined],
    ['carrier-pigeon', raw],
  ])('finds none in %s %j', (type, value) => {
    expect(requestViewFrom(context(type, value))).toBeUndefined();
  });

  it.each([
    ['an HTTP request', 'http', raw, true],
    ['GraphQL over HTTP', 'graphql', { req: raw }, true],
    ['a message of socket.io', 'ws', { request: raw }, false],
    ['a message of RPC', 'rpc', raw, false],
    ['a subscription of GraphQL', 'graphql', { req: { ...raw, upgrade: true } }, false],
  ])('keeps one view of HTTP, and none of what stays open: %s', (_name, type, value, isOne) => {
    expect(requestViewFrom(context(type, value)) === requestViewFrom(context(type, value))).toBe(isOne);
  });
});
