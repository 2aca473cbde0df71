import { type IncomingMessage, type ServerResponse } from 'node:http';
import { type HttpAdapterHost } from '@nestjs/core';

/** Answers a request, or returns `false` and leaves it alone. It must not throw. */
export type RawAnswer = (request: IncomingMessage, response: ServerResponse) => boolean;

interface Emitter {
  emit: (this: Emitter, ...args: unknown[]) => boolean;
}

/**
 * Lets `answer` take requests before anything else on the server sees them: neither the framework nor another listener, so that no
 * session is opened, no guard asked and nothing recorded. A listener alone could not keep the request from the others.
 */
export function takeOver(host: HttpAdapterHost | undefined, answer: RawAnswer): void {
  const server = host?.httpAdapter?.getHttpServer() as Emitter | undefined;
  if (typeof server?.emit !== 'function') return;
  const { emit } = server;
  server.emit = function (...args): boolean {
    if (args[0] === 'request' && answer(args[1] as IncomingMessage, args[2] as ServerResponse)) return true;
    return emit.apply(this, args);
  };
}
