import { Inject, Injectable, type OnModuleInit, Optional } from '@nestjs/common';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import { type RequestView } from '@nest-privacy/core';
import { RouteMap, routeOf } from '@nest-privacy/core/kit';
import { DNT_CONFIG, type DntConfig } from '../dnt.config.js';
import { dntFault, shown } from '../config/dnt-fault.js';
import { type RouteStatus, TRACKING_STATUS } from '../decorators/tracking-status.decorator.js';

/** Knows the status that `@TrackingStatus` gives to a route, without running in the request's way. */
@Injectable()
export class RouteStatuses implements OnModuleInit {
  private readonly byRoute = new Map<string, RouteStatus | null>();
  private decorated = false;

  constructor(
    @Inject(DNT_CONFIG) private readonly config: DntConfig,
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
    private readonly reflector: Reflector,
    @Optional() private readonly routes?: RouteMap,
  ) {}

  onModuleInit(): void {
    for (const { metatype, instance } of this.discovery.getControllers()) {
      if (!instance || !metatype) continue;
      const prototype = Object.getPrototypeOf(instance) as Record<string, () => unknown>;
      for (const name of this.scanner.getAllMethodNames(prototype)) {
        const status = this.statusOf(prototype[name]!, metatype);
        if (status !== undefined) this.accept(status, `${metatype.name}.${name}`);
      }
    }
  }

  /** The status of the route that answers; `undefined` when it has none of its own, or no route was reached. */
  of(view: RequestView): RouteStatus | undefined {
    if (!this.decorated) return undefined;
    const { template } = routeOf(view);
    if (template === undefined) return undefined;
    const key = `${view.method} ${template}`;
    const known = this.byRoute.get(key);
    if (known !== undefined) return known ?? undefined;
    const route = this.routes?.find(view.method, template);
    const status = route && this.statusOf(route.handler, route.controller);
    this.byRoute.set(key, status ?? null);
    return status;
  }

  private statusOf(handler: (...args: never[]) => unknown, controller: object): RouteStatus | undefined {
    return this.reflector.getAllAndOverride(TRACKING_STATUS, [handler, controller as () => unknown]);
  }

  private accept({ id }: RouteStatus, where: string): void {
    const { mode, site, statuses } = this.config;
    if (mode === 'legacy') return;
    if (!statuses.has(id))
      throw dntFault(
        'DNT_STATUS_UNKNOWN',
        'statuses',
        `@TrackingStatus(${shown(id)}) on ${where} names no registered status`,
        'register it, or correct the id',
      );
    if (site.tracking !== '?' && site.tracking !== 'G')
      throw dntFault(
        'DNT_TRACKING_NOT_DYNAMIC',
        'tracking',
        `${where} has a status of its own, so the site-wide ${shown(site.tracking)} is not true of it`,
        'set tracking to "?" (W3C TPE section 7.2.3)',
      );
    if (this.routes === undefined)
      throw dntFault(
        'DNT_CORE_MISSING',
        'statuses',
        `@TrackingStatus(${shown(id)}) on ${where} needs the map of routes`,
        'import CoreModule.forRoot() in the application module',
      );
    this.decorated = true;
  }
}
