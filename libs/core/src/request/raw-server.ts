import { type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type HttpAdapterHost } from '@nestjs/core';
import { RequestView } from './request-view.js';

/** Sees a request before any framework does. It must not throw, wait or read the body. */
export type RawRequestListener = (view: RequestView, request: IncomingMessage, response: ServerResponse) => void;

/**
 * Calls `listener` for every request that reaches the server, ahead of Express or Fastify: also those that end in a 404, a malformed body, a
 * guard's 403 or a preflight, which no interceptor sees. Call it from `onModuleInit`.
 *
 * Requests made with Fastify's `inject()` never reach the server and are not seen; neither are those of the second server that
 * Fastify opens when it listens on the name `localhost`.
 *
 * @returns whether there is an HTTP server to listen on
 */
export function onEveryRequest(host: HttpAdapterHost | undefined, listener: RawRequestListener): boolean {
  const server = host?.httpAdapter?.getHttpServer() as Server | undefined;
  if (typeof server?.prependListener !== 'function') return false;
  server.prependListener('request', (request: IncomingMessage, response: ServerResponse) => {
    const view = RequestView.of(request);
    view.response = response;
    listener(view, request, response);
  });
  return true;
}
