import { type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { Inject, Injectable, type OnModuleInit, Optional } from '@nestjs/common';
import { HttpAdapterHost, Reflector } from '@nestjs/core';
import { RouteMap } from './route-map.js';
import { WITHOUT_BODY } from './without-body.decorator.js';

interface FastifyRequest {
  readonly raw: IncomingMessage;
  readonly method: string;
  readonly routeOptions: { readonly url?: string };
}

interface FastifyLike {
  addHook(name: 'onRequest', hook: (request: FastifyRequest, reply: unknown, done: () => void) => void): void;
}

/** As HTTP says it (RFC 9112, section 6.3). */
const hasNoBody = (headers: IncomingHttpHeaders): boolean =>
  headers['transfer-encoding'] === undefined && Number(headers['content-length'] ?? 0) === 0;

/** Has Fastify treat requests without a body like Express does, on the routes that are marked with `@WithoutBody()`. */
@Injectable()
export class BodilessRequests implements OnModuleInit {
  constructor(
    private readonly routes: RouteMap,
    private readonly reflector: Reflector,
    @Optional() @Inject(HttpAdapterHost) private readonly host?: HttpAdapterHost,
  ) {}

  onModuleInit(): void {
    if (this.host?.httpAdapter?.getType() !== 'fastify') return;
    this.host.httpAdapter
      .getInstance<FastifyLike>()
      .addHook('onRequest', ({ raw, method, routeOptions }, _reply, done) => {
        const { headers } = raw;
        if (headers['content-type'] !== undefined && hasNoBody(headers) && this.isMarked(method, routeOptions.url)) {
          delete headers['content-type'];
        }
        done();
      });
  }

  private isMarked(method: string, template: string | undefined): boolean {
    const route = this.routes.find(method, template);
    return route !== undefined && this.reflector.get(WITHOUT_BODY, route.handler) === true;
  }
}
