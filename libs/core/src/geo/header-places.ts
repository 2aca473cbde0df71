import { ConfigurationError } from '../errors/configuration.error.js';
import { NO_PLACE, type Place } from '../ports/country-resolver.js';
import { type RequestView } from '../request/request-view.js';
import { type TrustedProxies } from '../request/trusted-proxies.js';
import { countryOf, regionOf } from './iso-3166.js';

/** The header fields by which trusted proxies tell where a client is. */
export interface CountryHeaders {
  /** Holds an ISO 3166-1 code, such as `cf-ipcountry` or `cloudfront-viewer-country`. */
  readonly country: string;
  /** Holds an ISO 3166-2 code, with the country's or without it, such as `cf-region-code`. @default none */
  readonly region?: string | undefined;
}

const FIELD = /^[a-z0-9!#$%&'*+.^_`|~-]{1,64}$/;

function fieldOf(name: string, option: string): string {
  const field = name.toLowerCase();
  if (FIELD.test(field)) return field;
  throw new ConfigurationError({
    code: 'COUNTRY_HEADER_INVALID',
    what: `${JSON.stringify(name)} is no name of a header field`,
    where: `CoreModule option "countryHeaders.${option}"`,
    remedy:
      'give the name of the field that your proxies set and take away from what clients send, such as cf-ipcountry',
  });
}

/**
 * Tells a client's place by what trusted proxies say. What reaches this process by any other way is the client's own word and counts for nothing; nor does a
 * field that came twice, of which one line may be the client's.
 */
export class HeaderPlaces {
  private readonly country: string;
  private readonly region: string | undefined;

  /** @throws ConfigurationError `COUNTRY_HEADER_INVALID` */
  constructor(
    { country, region }: CountryHeaders,
    private readonly proxies: TrustedProxies,
  ) {
    this.country = fieldOf(country, 'country');
    this.region = region === undefined ? undefined : fieldOf(region, 'region');
  }

  /** Where the request comes from; {@link NO_PLACE} when no trusted proxy tells. */
  placeOf(view: RequestView): Place {
    if (!this.proxies.isTrusted(view)) return NO_PLACE;
    const country = countryOf(only(view, this.country));
    if (country === null) return NO_PLACE;
    const region = this.region === undefined ? null : regionOf(only(view, this.region), country);
    return { country, region, source: 'trusted-header' };
  }
}

function only(view: RequestView, name: string): string | undefined {
  const lines = view.headerLines(name);
  return lines.length === 1 ? lines[0] : undefined;
}
