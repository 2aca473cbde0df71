import { Inject, Injectable } from '@nestjs/common';
import { Clock, type RequestView, TrustedProxies } from '@nest-privacy/core';
import { routeOf } from '@nest-privacy/core/kit';
import { type Hit, type HitFacts, NOTHING_KNOWN } from './hit.js';

/** Makes hits of what is known; whatever is caught, is made here. */
@Injectable()
export class HitFactory {
  constructor(
    @Inject(Clock) private readonly clock: Clock,
    private readonly proxies: TrustedProxies,
  ) {}

  /**
   * Something that happens in a request.
   *
   * @param site id of the site
   * @param facts who sent it, and whatever takes the place of what the request says
   */
  ofRequest(view: RequestView, site: string, facts: HitFacts): Hit {
    const { headers } = view.raw;
    // Each member by its name: to spread objects into one another costs several times as much, and every request pays it.
    return {
      at: this.clock.now(),
      site,
      host: facts.host ?? this.proxies.host(view),
      url: facts.url ?? view.url,
      route: facts.route ?? routeOf(view).template ?? '',
      title: facts.title,
      name: facts.name,
      referrer: 'referrer' in facts ? facts.referrer : headers.referer,
      language: 'language' in facts ? facts.language : headers['accept-language'],
      userAgent: headers['user-agent'],
      address: this.proxies.clientAddress(view),
      visitorId: facts.visitorId ?? null,
      permits: facts.permits ?? NOTHING_KNOWN.permits,
      custom: facts.custom,
    };
  }

  /**
   * Something that the server reports by itself.
   *
   * @param site id of the site
   */
  ofServer(site: string, facts: HitFacts): Hit {
    return { ...NOTHING_KNOWN, at: this.clock.now(), site, ...facts };
  }
}
