import { Injectable, type Type } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { type RequestLike } from './request-view.js';

/** As `@WebSocketGateway()` marks a class; `@nestjs/websockets` is no dependency. */
const GATEWAY = 'websockets:is_gateway';

interface Gateway {
  handleConnection?: (this: Gateway, client: object, ...args: unknown[]) => unknown;
}

const requests = new WeakMap<object, RequestLike>();
const listening = new WeakSet<object>();

const isRequest = (candidate: unknown): candidate is RequestLike =>
  typeof candidate === 'object' && candidate !== null && 'headers' in candidate;

/** The request that opened a socket which does not know it itself, as those of the library `ws`. */
export const openedBy = (client: object): RequestLike | undefined => requests.get(client);

function listenTo(gateway: Gateway): void {
  if (listening.has(gateway)) return;
  listening.add(gateway);
  const { handleConnection } = gateway;
  gateway.handleConnection = function (client, ...args) {
    const [request] = args;
    if (isRequest(request)) requests.set(client, request);
    return handleConnection?.call(this, client, ...args);
  };
}

/**
 * Notes with every new socket the request that opened it. The adapter of `ws` hands it to `handleConnection` and to nobody else, and Nest looks for that method
 * before any `onModuleInit`: so it is put in place while the application is made.
 */
@Injectable()
export class SocketRequests {
  constructor(discovery: DiscoveryService) {
    for (const { metatype } of discovery.getProviders()) {
      if (typeof metatype === 'function' && Reflect.hasMetadata(GATEWAY, metatype))
        listenTo((metatype as Type<Gateway>).prototype);
    }
  }
}
