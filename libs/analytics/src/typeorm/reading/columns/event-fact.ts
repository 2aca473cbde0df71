import { type Column, placesFor } from '../../columns/column.js';
import { type DayFact, type EventDay, NONE } from '../../columns/event-day.js';
import { type Place } from '../fact.js';

/** What each event of a day has of something, and which facts this takes. */
export interface EventFact {
  readonly needs: readonly DayFact[];
  readonly of: (day: EventDay) => Column;
}

const plain = (fact: DayFact): EventFact => ({ needs: [fact], of: (day) => day.of(fact) });

/** What the visit of each event has. */
function ofVisit(fact: 'entry' | 'exit'): EventFact {
  return {
    needs: ['visit', fact],
    of: (day) => {
      const [{ places: visits }, { values, places }] = [day.of('visit'), day.of(fact)];
      const ofEvents = placesFor(values.length, visits.length);
      for (let i = 0; i < visits.length; i++) ofEvents[i] = places[visits[i]!]!;
      return { values, places: ofEvents };
    },
  };
}

/** Where the visit of each event came from; of one outside of any, where it did itself. */
const ORIGIN: EventFact = {
  needs: ['visit', 'origin', 'arrival'],
  of: (day) => {
    const [visit, origin, arrival] = [day.of('visit'), day.of('origin'), day.of('arrival')];
    const values = Float64Array.of(...origin.values, ...arrival.values);
    const places = placesFor(values.length, arrival.places.length);
    for (let i = 0; i < places.length; i++) {
      const place = origin.places[visit.places[i]!]!;
      places[i] = origin.values[place] === NONE ? origin.values.length + arrival.places[i]! : place;
    }
    return { values, places };
  },
};

/**
 * What stands in a place: numbers of texts; of clients and arrivals their own numbers; of audiences the flags.
 *
 * @returns `undefined` of properties, which no column has
 */
export function eventFactOf(place: Place): EventFact | undefined {
  switch (place.kind) {
    case 'event':
    case 'visit':
      return place.kind === 'visit' ? ofVisit(place.column as 'entry' | 'exit') : plain(place.column as DayFact);
    case 'client':
    case 'arrival':
      return plain(place.kind);
    case 'origin':
      return ORIGIN;
    case 'name':
      return plain('name');
    case 'audience':
      return plain('flags');
    case 'property':
      return undefined;
  }
}
