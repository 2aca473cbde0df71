import { type HttpAdapterHost } from '@nestjs/core';
import { type RawAnswer, type RawRequestListener, type RawResource, RawServer } from './raw-server.js';
import { type ResponseListener } from './response-listener.js';

/**
 * Calls `listener` for every request that reaches the server, ahead of Express or Fastify: also those that end in a 404, a malformed body, a
 * guard's 403 or a preflight, which no interceptor sees, and those that Node itself refuses (400, 408, 417, 431). Call it from `onModuleInit`.
 *
 * Requests that come by another way than the application's own server (a serverless wrapper, a server of one's own, Fastify's `inject()`, the second server that Fastify
 * opens when it listens on the name `localhost`) are seen when the framework has them, which is said once in a warning.
 *
 * @returns whether there is an HTTP server to listen on
 */
export function onEveryRequest(host: HttpAdapterHost | undefined, listener: RawRequestListener): boolean {
  const server = RawServer.of(host);
  server?.listen(listener);
  return server !== undefined;
}

/**
 * Has `listener` take part in every response to such a request: before its headers go, and when it is done. One object for all of them, where
 * a listener for each response would cost more than most of them do.
 *
 * @returns whether there is an HTTP server to listen on
 */
export function onEveryResponse(host: HttpAdapterHost | undefined, listener: ResponseListener): boolean {
  const server = RawServer.of(host);
  server?.attend(listener);
  return server !== undefined;
}

/**
 * Lets `answer` take requests before anything else on the server sees them: neither the framework nor another listener, so that no
 * session is opened, no guard asked and nothing recorded. A listener alone could not keep the request from the others.
 */
export function takeOver(host: HttpAdapterHost | undefined, answer: RawAnswer): void {
  RawServer.of(host)?.takeOver(answer);
}

/**
 * Lets `resource` answer its requests ahead of the framework, so that no prefix, session or guard stands before it. Unlike with {@link takeOver} they are
 * requests like all others: listeners hear of them, and what stands on every response stands on theirs.
 */
export function serveAhead(host: HttpAdapterHost | undefined, resource: RawResource): void {
  RawServer.of(host)?.serve(resource);
}
