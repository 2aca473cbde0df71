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
    return {
      ...NOTHING_KNOWN,
      at: this.clock.now(),
      site,
      host: this.proxies.host(view),
      url: view.url,
      route: routeOf(view).template ?? '',
      referrer: headers.referer,
      language: headers['accept-language'],
      userAgent: headers['user-agent'],
      address: this.proxies.clientAddress(view),
      ...facts,
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
