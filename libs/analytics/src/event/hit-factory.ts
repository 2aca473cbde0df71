import { Inject, Injectable } from '@nestjs/common';
import { Clock, minutes, Places, type RequestView, TrustedProxies } from '@nest-privacy/core';
import { routeOf } from '@nest-privacy/core/kit';
import { AnalyticsConfig } from '../analytics.config.js';
import { hintsOf } from './agent-hints.js';
import { type Hit, type HitFacts, NOTHING_KNOWN } from './hit.js';

/** What is told later than this after it happened is `late`. */
const LIVE = minutes(15);

/** Makes hits of what is known; whatever is caught, is made here. */
@Injectable()
export class HitFactory {
  constructor(
    @Inject(AnalyticsConfig) private readonly config: Pick<AnalyticsConfig, 'places' | 'ignoreCountries'>,
    @Inject(Clock) private readonly clock: Clock,
    private readonly proxies: TrustedProxies,
    private readonly places: Places,
  ) {}

  /**
   * Something that happens in a request.
   *
   * @param site id of the site
   * @param facts who sent it, and whatever takes the place of what the request says
   */
  ofRequest(view: RequestView, site: string, facts: HitFacts): Hit {
    const { headers } = view.raw;
    const now = this.clock.now();
    const at = facts.at ?? now;
    const place = this.isPlaceNeeded ? this.places.of(view) : undefined;
    // Each member by its name: to spread objects into one another costs several times as much, and every request pays it.
    return {
      at,
      kind: facts.kind ?? NOTHING_KNOWN.kind,
      site,
      host: facts.host ?? this.proxies.host(view),
      url: facts.url ?? view.url,
      route: facts.route ?? routeOf(view).template ?? '',
      title: facts.title,
      name: facts.name,
      referrer: 'referrer' in facts ? facts.referrer : headers.referer,
      language: 'language' in facts ? facts.language : headers['accept-language'],
      userAgent: headers['user-agent'],
      hints: hintsOf(headers),
      screen: facts.screen ?? widthOf(headers),
      country: place?.country ?? '',
      region: (this.config.places === 'region' && place?.region) || '',
      address: this.proxies.clientAddress(view),
      visitorId: facts.visitorId ?? null,
      visitorSince: facts.visitorSince ?? null,
      permits: facts.permits ?? NOTHING_KNOWN.permits,
      activity: facts.activity ?? (at < now - LIVE ? 'late' : 'live'),
      revenue: facts.revenue ?? null,
      custom: facts.custom,
      trace: facts.trace,
    };
  }

  private get isPlaceNeeded(): boolean {
    return this.config.places !== 'off' || this.config.ignoreCountries.length > 0;
  }

  /**
   * Something that the server reports by itself, when nobody needs to be there: `late` unless `facts` say otherwise.
   *
   * @param site id of the site
   */
  ofServer(site: string, facts: HitFacts): Hit {
    return { ...NOTHING_KNOWN, activity: 'late', at: this.clock.now(), site, ...facts };
  }
}

/** The width of the window, from browsers of sites that ask for it (`Sec-CH-Viewport-Width`, and `Viewport-Width` before it). */
function widthOf(headers: RequestView['raw']['headers']): string | undefined {
  const width = headers['sec-ch-viewport-width'] ?? headers['viewport-width'];
  return typeof width === 'string' ? width : undefined;
}
