import { type RequestView, type SiteResolver, type TrustedProxies } from '@nest-privacy/core';
import {
  type AddressMarks,
  classifyArrival,
  type KnownSource,
  marksOf,
  NO_MARKS,
  sourceOfHost,
} from '@nest-privacy/core/kit';
import { OTHER } from '../recorder/series-limiter.js';
import { type Channel, LABELS } from './channel.js';

const HOST = /^(?:https?|android-app):\/\/(?:[^/?#@]*@)?([a-z0-9._-]{1,253}|\[[0-9a-f:.]+\])(?::\d{1,5})?(?:[/?#]|$)/i;
const PORT = /:\d+$/;
/** Hosts remembered at most; the client chooses them, so the memory must end somewhere. */
const REMEMBERED = 1000;

/** What an address says of a campaign goes before a listed domain where the campaign was paid for or mailed. */
const SENT: ReadonlySet<string> = new Set<Channel>(['paid', 'email']);

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
    const isDirect = referrer === undefined || referrer === '';
    const host = isDirect ? '' : HOST.exec(referrer)?.[1]?.toLowerCase();
    if (host !== undefined && host !== '' && this.isOwn(host, view)) return 'internal';
    const marks = marksOf(view.url);
    if (marks === NO_MARKS) return host === undefined ? OTHER : this.ofHost(host);
    const label = labelOf(host ?? '', marks);
    return SENT.has(label) ? label : (this.listed(host ?? '') ?? label);
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
    return this.listed(host) ?? labelOf(host, NO_MARKS);
  }

  private listed(host: string): string | undefined {
    return [...parents(host)].find((name) => this.named.has(name));
  }
}

/** A portal is a search engine where it says what was searched for, which is not looked at here. */
const searchedIn = (source: KnownSource | undefined): KnownSource | undefined =>
  source?.kind === 'portal' ? undefined : source;

const labelOf = (host: string, marks: AddressMarks): Channel =>
  LABELS[classifyArrival({ host, referrer: searchedIn(sourceOfHost(host)), marks }).channel];

/** A host and the domains above it, the nearest first. */
function* parents(host: string): Iterable<string> {
  for (let name = host; name !== ''; name = name.slice(name.indexOf('.') + 1)) {
    yield name;
    if (!name.includes('.')) return;
  }
}
