import { type RequestView, type SiteResolver, type TrustedProxies } from '@nest-privacy/core';
import { OTHER } from '../recorder/series-limiter.js';
import { campaignOf } from './campaign.js';
import { SEARCH_EVERYWHERE, SOURCES, WEB_MAIL } from './referrer-sources.js';

const HOST = /^(?:https?|android-app):\/\/(?:[^/?#@]*@)?([a-z0-9._-]{1,253}|\[[0-9a-f:.]+\])(?::\d{1,5})?(?:[/?#]|$)/i;
const PORT = /:\d+$/;
/** Hosts remembered at most; the client chooses them, so the memory must end somewhere. */
const REMEMBERED = 1000;

/** Says where a request came from: a listed domain by its name, everything else by its channel, and what is no web address as `other`. */
export class ReferrerClassifier {
  private readonly named: ReadonlySet<string>;
  private readonly remembered = new Map<string, string>();

  constructor(
    domains: readonly string[],
    private readonly proxies: TrustedProxies,
    private readonly sites: SiteResolver,
  ) {
    this.named = new Set(domains);
  }

  /** A channel, a listed domain, or `other`. */
  classify(view: RequestView): string {
    const referrer = view.header('referer');
    if (referrer === undefined || referrer === '') return campaignOf(view.url) ?? 'direct';
    const host = HOST.exec(referrer)?.[1]?.toLowerCase();
    if (host !== undefined && this.isOwn(host, view)) return 'internal';
    return campaignOf(view.url) ?? (host === undefined ? OTHER : this.ofHost(host));
  }

  private isOwn(host: string, view: RequestView): boolean {
    if (host === this.proxies.host(view).replace(PORT, '')) return true;
    const site = this.sites.forHost(host);
    return site !== undefined && !site.hosts.includes('*') && site === this.sites.resolve(view);
  }

  private ofHost(host: string): string {
    const known = this.remembered.get(host);
    if (known !== undefined) return known;
    if (this.remembered.size >= REMEMBERED) this.remembered.clear();
    const found = this.look(host);
    this.remembered.set(host, found);
    return found;
  }

  private look(host: string): string {
    const names = [...parents(host)];
    const listed = names.find((name) => this.named.has(name));
    if (listed !== undefined) return listed;
    if (SEARCH_EVERYWHERE.test(host)) return 'search';
    const source = names.find((name) => SOURCES.has(name));
    if (source !== undefined) return SOURCES.get(source)!;
    return WEB_MAIL.test(host) ? 'email' : 'referral';
  }
}

/** A host and the domains above it, the nearest first. */
function* parents(host: string): Iterable<string> {
  for (let name = host; name !== ''; name = name.slice(name.indexOf('.') + 1)) {
    yield name;
    if (!name.includes('.')) return;
  }
}
