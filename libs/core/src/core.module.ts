import { type DynamicModule, Module, type Provider } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { AdminOrigins } from './admin/admin-origins.js';
import { CategoryRegistry } from './category-registry.js';
import { ConfigurableModuleClass, CORE_OPTIONS, type OPTIONS_TYPE } from './core.module-definition.js';
import { type CoreModuleOptions } from './core.options.js';
import { HeaderPlaces } from './geo/header-places.js';
import { Places } from './geo/places.js';
import { knownOptions, type OptionNames } from './options/given-options.js';
import { Ports, usesPorts } from './ports/ports.js';
import { AllowedMethods } from './request/allowed-methods.js';
import { BodilessRequests } from './request/bodiless-requests.js';
import { OwnCookies } from './request/own-cookies.js';
import { RouteMap } from './request/route-map.js';
import { SiteResolver } from './request/site-resolver.js';
import { SocketRequests } from './request/socket-requests.js';
import { TrustedProxies } from './request/trusted-proxies.js';
import { ConnectionDrain } from './server/connection-drain.js';
import { SHUTDOWN_GRACE, shutdownGraceOf } from './server/shutdown-grace.js';
import { Clock, SYSTEM_CLOCK } from './time/clock.js';

const OPTIONS: OptionNames<Required<CoreModuleOptions>> = {
  categories: true,
  sites: true,
  trustedProxies: true,
  adminOrigins: true,
  countryHeaders: true,
  shutdownGrace: true,
  clock: true,
};

/** Injection token of the options, of which none has an unknown name. */
const CHECKED = Symbol.for('@nest-privacy/core:CheckedOptions');

const inject = [CHECKED];

const shared: Provider[] = [
  {
    provide: CHECKED,
    inject: [CORE_OPTIONS],
    useFactory: (options: CoreModuleOptions) => knownOptions('CoreModule', options, OPTIONS),
  },
  {
    provide: CategoryRegistry,
    inject,
    useFactory: (options: CoreModuleOptions) => new CategoryRegistry(options.categories),
  },
  {
    provide: TrustedProxies,
    inject,
    useFactory: (options: CoreModuleOptions) => new TrustedProxies(options.trustedProxies),
  },
  {
    provide: SiteResolver,
    inject: [CHECKED, TrustedProxies],
    useFactory: (options: CoreModuleOptions, proxies: TrustedProxies) => new SiteResolver(options.sites, proxies),
  },
  {
    provide: AdminOrigins,
    inject: [CHECKED, TrustedProxies],
    useFactory: (options: CoreModuleOptions, proxies: TrustedProxies) =>
      new AdminOrigins(proxies, options.adminOrigins),
  },
  usesPorts({}),
  {
    provide: Places,
    inject: [CHECKED, TrustedProxies, Ports],
    useFactory: ({ countryHeaders }: CoreModuleOptions, proxies: TrustedProxies, ports: Ports) =>
      new Places(ports, countryHeaders && new HeaderPlaces(countryHeaders, proxies)),
  },
  { provide: Clock, inject, useFactory: (options: CoreModuleOptions) => options.clock ?? SYSTEM_CLOCK },
  {
    provide: SHUTDOWN_GRACE,
    inject,
    useFactory: ({ shutdownGrace }: CoreModuleOptions) => shutdownGraceOf(shutdownGrace),
  },
  OwnCookies,
  RouteMap,
  AllowedMethods,
  ConnectionDrain,
  BodilessRequests,
  SocketRequests,
];

/**
 * What all modules share: categories, sites, trusted proxies, the clock and the map of routes. It also has the application's connections end when it shuts
 * down. Import it once, before the others; it is global.
 */
@Module({
  imports: [DiscoveryModule],
  providers: shared,
  exports: [
    CategoryRegistry,
    TrustedProxies,
    AdminOrigins,
    Places,
    SiteResolver,
    Clock,
    OwnCookies,
    RouteMap,
    AllowedMethods,
  ],
})
export class CoreModule extends ConfigurableModuleClass {
  static override forRoot(options: typeof OPTIONS_TYPE = {}): DynamicModule {
    return super.forRoot(options);
  }
}
