import { FaultLog } from '../errors/fault-log.js';
import { NO_PLACE, type Place } from '../ports/country-resolver.js';
import { type Ports } from '../ports/ports.js';
import { type RequestView } from '../request/request-view.js';
import { type HeaderPlaces } from './header-places.js';
import { countryOf, regionOf } from './iso-3166.js';

const PLACE = Symbol.for('@nest-privacy/core:place');

/**
 * Tells where visitors are: by the `CountryResolver` that is bound, by what it does not know the headers that `CoreModule` names, and otherwise not at all. Each
 * request is looked up once, when somebody first asks.
 */
export class Places {
  private readonly faults = new FaultLog(Places.name);

  constructor(
    private readonly ports: Pick<Ports, 'countries'>,
    private readonly headers: HeaderPlaces | undefined,
  ) {}

  /** Where the request comes from; codes are those of ISO 3166, and what is none is not known. */
  of(view: RequestView): Place {
    return view.memo(PLACE, () => this.lookUp(view));
  }

  private lookUp(view: RequestView): Place {
    const bound = this.bound(view);
    return bound.country === null && this.headers ? this.headers.placeOf(view) : bound;
  }

  private bound(view: RequestView): Place {
    try {
      const told = this.ports.countries?.placeOf(view);
      const country = countryOf(told?.country);
      return told && country ? { country, region: regionOf(told.region, country), source: told.source } : NO_PLACE;
    } catch (error) {
      this.faults.error('The CountryResolver threw; counting the country as not known', error);
      return NO_PLACE;
    }
  }
}
