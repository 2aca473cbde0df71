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
import { ApplicationConfig, DiscoveryService, HttpAdapterHost, MetadataScanner, ModulesContainer } from '@nestjs/core';
import { isNoPage } from './no-page.decorator.js';
import { FASTIFY_REQUEST } from './route.js';
import { joinPath, modulePathOf, pathsOf } from './route-path.js';

/** The code that answers a route. */
export interface RouteHandler {
  readonly controller: Type;
  readonly handler: (...args: never[]) => unknown;
  /** `Controller.handler`, bounded by the code and so fit for a metric's label. */
  readonly view: string;
  /** Whether it may answer with a page of the site; `false` where {@link NoPage} says that it does not. */
  readonly isPage: boolean;
}

/** A handler, and where it can be reached. */
export interface MappedRoute {
  readonly controller: Type;
  /** Of the method that handles it. */
  readonly name: string;
  /** HTTP method in upper case, or `ALL`. */
  readonly method: string;
  /** As Nest writes them, with prefix and version. */
  readonly paths: readonly string[];
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
    private readonly modules: ModulesContainer,
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
    for (const { controller, name, method, paths } of this.routes()) {
      const handler = (controller.prototype as Record<string, RouteHandler['handler']>)[name]!;
      const isPage = !isNoPage(handler, controller);
      const entry: RouteHandler = { controller, handler, view: `${controller.name}.${name}`, isPage };
      for (const path of paths) {
        const key = `${method} ${comparable(path)}`;
        if (!this.handlers.has(key)) this.handlers.set(key, entry);
      }
    }
  }

  /** Every route of every controller, by the prefix and the versions that the application has now. */
  routes(): MappedRoute[] {
    return this.discovery.getControllers().flatMap(({ metatype, instance, host }) => {
      if (!instance || !metatype) return [];
      const controller = metatype as Type;
      const prototype = controller.prototype as Record<string, object>;
      const place = modulePathOf(host?.metatype, this.modules.applicationId);
      return this.scanner.getAllMethodNames(prototype).flatMap((name) => {
        const handler = prototype[name]!;
        const method = Reflect.getMetadata('method', handler) as RequestMethod | undefined;
        if (method === undefined) return [];
        const paths = pathsOf(controller, handler, place, method, this.config);
        return [{ controller, name, method: RequestMethod[method], paths }];
      });
    });
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
}
