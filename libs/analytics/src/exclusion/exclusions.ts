import { Inject, Injectable } from '@nestjs/common';
import { type RequestView, SiteResolver, TrustedProxies } from '@nest-privacy/core';
import { AnalyticsConfig } from '../analytics.config.js';
import { BlockedMemory } from './blocked-memory.js';
import { HostPatterns } from './host-patterns.js';
import { PathPatterns } from './path-patterns.js';
import { SelfExclusion } from './self-exclusion.js';

/** Why a request or an event is left out, although it is one that could be counted. */
export type Exclusion = 'blocked-address' | 'host-unknown' | 'ignored-host' | 'ignored-path' | 'self-excluded';

/** Tells who is not counted, and where nothing is: by what is in memory alone. */
@Injectable()
export class Exclusions {
  private readonly hosts: HostPatterns;
  private readonly paths: PathPatterns;
  private readonly isNamedOnly: boolean;

  constructor(
    @Inject(AnalyticsConfig) config: AnalyticsConfig,
    private readonly sites: SiteResolver,
    private readonly proxies: TrustedProxies,
    private readonly blocked: BlockedMemory,
    private readonly self: SelfExclusion,
  ) {
    this.hosts = new HostPatterns(config.ignoreHosts, 'AnalyticsModule option "ignoreHosts"');
    this.paths = new PathPatterns(config.ignorePaths, 'AnalyticsModule option "ignorePaths"');
    this.isNamedOnly = config.hosts === 'named';
  }

  /** Why nothing that happens in this request counts; `undefined` where it does, as far as its sender and its host go. */
  ofRequest(view: RequestView): Exclusion | undefined {
    return this.ofHost(this.proxies.host(view), this.sites.resolve(view)?.id) ?? this.ofClient(view);
  }

  /** Why nothing that this client sends counts, wherever it says that it happened. */
  ofClient(view: RequestView): Exclusion | undefined {
    if (this.self.isAsked(view)) return 'self-excluded';
    if (this.blocked.isEmpty) return undefined;
    return this.ofAddress(this.proxies.clientAddress(view), this.sites.resolve(view)?.id ?? '');
  }

  /** Why nothing that comes from an address counts for a site. */
  ofAddress(address: string, site: string): 'blocked-address' | undefined {
    return this.blocked.holds(address, site) ? 'blocked-address' : undefined;
  }

  /**
   * Why nothing at this place of a site counts.
   *
   * @param host in lower case
   * @param path without query
   */
  ofPlace(host: string, path: string, site: string): Exclusion | undefined {
    return this.ofHost(host, site) ?? (this.paths.matches(path) ? 'ignored-path' : undefined);
  }

  private ofHost(host: string, site: string | undefined): Exclusion | undefined {
    if (this.hosts.matches(host)) return 'ignored-host';
    if (!this.isNamedOnly || site === undefined) return undefined;
    return this.sites.naming(host)?.id === site ? undefined : 'host-unknown';
  }
}
