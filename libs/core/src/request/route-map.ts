import { type IncomingMessage } from 'node:http';
import {
  Inject,
  Injectable,
  type OnApplicationBootstrap,
  type OnModuleInit,
  Optional,
  RequestMethod,
  type Type,
} from '@nestjs/common';
import { ApplicationConfig, DiscoveryService, HttpAdapterHost, MetadataScanner } from '@nestjs/core';
import { FASTIFY_REQUEST } from './route.js';
import { pathsOf, joinPath } from './route-path.js';

/** The code that answers a route. */
export interface RouteHandler {
  readonly controller: Type;
  readonly handler: (...args: never[]) => unknown;
  /** `Controller.handler`, bounded by the code and so fit for a metric's label. */
  readonly view: string;
}

/** Nest writes a wildcard as `*`, `*name` or `{*name}`, and each framework in a way of its own. */
const comparable = (template: string): string => joinPath(template.replaceAll(/\{?\*\w*\}?/g, '*'));

interface FastifyLike {
  addHook?(
    name: 'onRequest',
    hook: (request: { raw: IncomingMessage }, reply: unknown, done: () => void) => void,
  ): void;
}

/**
 * Knows which controller answers which route template, from the decorators and the application's prefix and versions, so that nothing has to run in the
 * request's way to find out. Routes added past Nest are not known; they have a template and no handler.
 */
@Injectable()
export class RouteMap implements OnModuleInit, OnApplicationBootstrap {
  private readonly handlers = new Map<string, RouteHandler>();

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
    private readonly config: ApplicationConfig,
    @Optional() @Inject(HttpAdapterHost) private readonly host?: HttpAdapterHost,
  ) {}

  /** Fastify keeps the matched route on a request of its own, out of reach of the raw server. */
  onModuleInit(): void {
    if (this.host?.httpAdapter?.getType() !== 'fastify') return;
    const fastify = this.host.httpAdapter.getInstance<FastifyLike>();
    fastify.addHook?.('onRequest', (request, _reply, done) => {
      (request.raw as IncomingMessage & { [FASTIFY_REQUEST]?: unknown })[FASTIFY_REQUEST] = request;
      done();
    });
  }

  onApplicationBootstrap(): void {
    for (const { metatype, instance, host } of this.discovery.getControllers()) {
      if (!instance || !metatype) continue;
      const prototype = Object.getPrototypeOf(instance) as object;
      for (const name of this.scanner.getAllMethodNames(prototype)) {
        this.add(
          metatype as Type,
          (prototype as Record<string, RouteHandler['handler']>)[name]!,
          name,
          host?.metatype ?? undefined,
        );
      }
    }
  }

  /**
   * @param method HTTP method, in upper case
   * @param template as {@link routeOf} gives it
   */
  find(method: string, template: string | undefined): RouteHandler | undefined {
    if (template === undefined) return undefined;
    const path = comparable(template);
    const found = this.handlers.get(`${method} ${path}`) ?? this.handlers.get(`ALL ${path}`);
    // Both frameworks answer HEAD by the handler of GET (RFC 9110, section 9.3.2).
    return found ?? (method === 'HEAD' ? this.handlers.get(`GET ${path}`) : undefined);
  }

  private add(controller: Type, handler: RouteHandler['handler'], name: string, module: unknown): void {
    const method = Reflect.getMetadata('method', handler) as RequestMethod | undefined;
    if (method === undefined) return;
    const entry: RouteHandler = { controller, handler, view: `${controller.name}.${name}` };
    for (const path of pathsOf(controller, handler, module, this.config)) {
      const key = `${RequestMethod[method]} ${comparable(path)}`;
      if (!this.handlers.has(key)) this.handlers.set(key, entry);
    }
  }
}
