import { ConfigurationError } from '../errors/configuration.error.js';
import { ProblemException } from '../errors/problem.exception.js';
import { invalidInput } from '../errors/validation-problem.js';
import { type RequestView } from './request-view.js';
import { TrustedProxies } from './trusted-proxies.js';

/** One property that shares a catalogue, a notice and consent. */
export interface Site {
  /** Stable id: 1 to 64 characters of `a-z`, `0-9`, `.`, `_` and `-`. */
  readonly id: string;
  /**
   * Hosts that belong to it: `example.com` (any port), `example.com:8080` (that port), `*.example.com` (any subdomain), or `*` (every host; for
   * an application that serves one site and whose hosts are checked elsewhere).
   */
  readonly hosts: readonly string[];
}

/** The site of an application that names none. */
export const DEFAULT_SITE: Site = { id: 'default', hosts: ['*'] };

const ID = /^[a-z0-9][a-z0-9._-]{0,63}$/;
const HOST = /^(\*|(\*\.)?([a-z0-9_-]+(\.[a-z0-9_-]+)*|\[[0-9a-f:.]+\])(:\d{1,5})?)$/;
const EVERY = '*';
const SITE = Symbol.for('@nest-privacy/core:site');

/** Chooses the site of a request by its host, from an allow-list. */
export class SiteResolver {
  readonly sites: readonly Site[];
  private readonly byHost = new Map<string, Site>();
  private readonly bySuffix: [suffix: string, site: Site][] = [];
  private readonly everyHost: Site | undefined;
  /** Set where the host decides nothing. */
  private readonly onlySite: Site | undefined;

  /**
   * @param sites default: one site `default` for every host
   * @throws ConfigurationError when an id or host is malformed, or a host is claimed twice
   */
  constructor(
    sites: readonly Site[] = [DEFAULT_SITE],
    private readonly proxies: TrustedProxies = new TrustedProxies(),
  ) {
    this.sites = sites;
    for (const site of sites) this.add(site);
    this.everyHost = this.byHost.get(EVERY);
    // No name: a client could send it as one.
    this.byHost.delete(EVERY);
    this.onlySite = sites.length === 1 ? this.everyHost : undefined;
  }

  /** The site of the request's host; `undefined` when no site claims it. */
  resolve(view: RequestView): Site | undefined {
    if (this.onlySite) return this.onlySite;
    return view.memo(SITE, () => this.forHost(this.proxies.host(view)));
  }

  /** The site that claims `host` (with or without port, in lower case). */
  forHost(host: string): Site | undefined {
    return this.naming(host) ?? this.everyHost;
  }

  /** The site that names `host`, itself or as one of its subdomains. One that claims every host by `*` names none. */
  naming(host: string): Site | undefined {
    const name = host.replace(/:\d+$/, '');
    return (
      this.byHost.get(host) ?? this.byHost.get(name) ?? this.bySuffix.find(([suffix]) => name.endsWith(suffix))?.[1]
    );
  }

  /** The site with this id. */
  byId(id: string): Site | undefined {
    return this.sites.find((site) => site.id === id);
  }

  /**
   * The site that somebody names by its id.
   *
   * @param path of the input that names it
   * @throws ProblemException 400 `VALIDATION_FAILED` when there is no such site
   */
  named(id: string, path = 'site'): Site {
    const site = this.byId(id);
    if (site) return site;
    throw invalidInput([
      { path, detail: `is not the id of a site; use ${this.sites.map((each) => each.id).join(', ')}` },
    ]);
  }

  /**
   * The site of the request.
   *
   * @throws ProblemException 421 `SITE_UNKNOWN` when no site claims the host
   */
  require(view: RequestView): Site {
    const site = this.resolve(view);
    if (site) return site;
    throw siteUnknown();
  }

  /**
   * The site that a request is about: the one that it names, or else the request's own.
   *
   * @param name as a query or body has it
   * @throws as {@link named} and {@link require}
   */
  chosen(view: RequestView, name: string | undefined): Site {
    return name === undefined ? this.require(view) : this.named(name);
  }

  private add(site: Site): void {
    if (!ID.test(site.id))
      throw siteFault(
        `site id ${JSON.stringify(site.id)} is malformed`,
        'use 1 to 64 characters of a-z, 0-9, ".", "_", "-"',
      );
    if (site.hosts.length === 0) throw siteFault(`site ${site.id} has no host`, 'name at least one host');
    for (const host of site.hosts.map((name) => name.toLowerCase())) {
      if (!HOST.test(host))
        throw siteFault(
          `${JSON.stringify(host)} of site ${site.id} is not a host`,
          'write example.com, example.com:8080, *.example.com or *',
        );
      if (this.byHost.has(host)) throw siteFault(`host ${host} is claimed twice`, 'let each host belong to one site');
      this.byHost.set(host, site);
      if (host.startsWith('*.')) this.bySuffix.push([host.slice(1), site]);
    }
  }
}

/** 421: the host belongs to no site. */
export const siteUnknown = (): ProblemException =>
  new ProblemException({
    status: 421,
    code: 'SITE_UNKNOWN',
    title: 'No site has this host',
    detail: 'The Host header names none of the configured sites. Use the host of a site, or have the operator add it.',
  });

const siteFault = (what: string, remedy: string): ConfigurationError =>
  new ConfigurationError({ code: 'SITE_INVALID', what, where: 'CoreModule option "sites"', remedy });
