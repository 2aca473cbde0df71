import { type IncomingMessage, type ServerResponse } from 'node:http';
import { type HttpAdapterHost } from '@nestjs/core';

/** Sees a request before the framework's handlers do. @returns whether it has answered */
export type FrameworkEntry = (request: IncomingMessage, response: ServerResponse) => boolean;

interface FastifyLike {
  addHook?(
    name: 'onRequest',
    hook: (
      request: { readonly raw: IncomingMessage },
      reply: { readonly raw: ServerResponse; hijack(): void },
      done: () => void,
    ) => void,
  ): void;
}

interface ExpressLike {
  handle?: (request: IncomingMessage, response: ServerResponse, next?: unknown) => unknown;
}

/**
 * Has `entry` see every request that the framework is handed, by whichever server: a serverless wrapper, a server of the application's own, the second one that
 * Fastify opens for `localhost`, or Fastify's `inject()`. Those of the application's own server are among them.
 */
export function enterByFramework(adapter: HttpAdapterHost['httpAdapter'], entry: FrameworkEntry): void {
  if (adapter.getType() === 'fastify') {
    adapter.getInstance<FastifyLike>().addHook?.('onRequest', (request, reply, done) => {
      if (entry(request.raw, reply.raw)) reply.hijack();
      else done();
    });
    return;
  }
  const express = adapter.getInstance<ExpressLike>();
  const { handle } = express;
  if (typeof handle !== 'function') return;
  express.handle = (request, response, next) =>
    entry(request, response) ? undefined : handle.call(express, request, response, next);
}
