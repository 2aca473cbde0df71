import { demand, type ManualClock, type PortContract } from '@nest-privacy/core/testing';
import { type SaltSource } from '../identity/salt-source.js';

/** A {@link SaltSource} and the clock that it looks at. */
export interface SaltsAndClock {
  readonly salts: SaltSource;
  readonly clock: ManualClock;
}

/** One promise of {@link SaltSource}. */
export type SaltContract = PortContract<SaltsAndClock>;

/** Shorter ones could be found by trying. */
const LEAST_BYTES = 16;
const BEGUN = '2026-06-15T12:00:00Z';
const TODAY = '2026-06-15';
const YESTERDAY = '2026-06-14';
const DAY_BEFORE = '2026-06-13';

async function saltOf({ salts }: SaltsAndClock, day: string): Promise<string> {
  const salt = await salts.saltOf(day);
  demand(salt !== null, `there is no salt of ${day}`);
  demand(salt!.length >= LEAST_BYTES, `a salt has ${salt!.length} bytes`);
  return salt!.toString('hex');
}

/** What every implementation of {@link SaltSource} keeps; run each with a fresh one, on a `ManualClock` that it may set. */
export const SALT_CONTRACT: readonly SaltContract[] = [
  {
    promise: 'has one salt for a day, whoever asks and however many at once',
    async prove(place) {
      place.clock.set(BEGUN);
      const found = await Promise.all([1, 2, 3].map(() => saltOf(place, TODAY)));
      found.push(await saltOf(place, TODAY));
      demand(new Set(found).size === 1, 'a day had several salts');
    },
  },
  {
    promise: 'has another salt for each day, yesterday among them',
    async prove(place) {
      place.clock.set(BEGUN);
      demand((await saltOf(place, TODAY)) !== (await saltOf(place, YESTERDAY)), 'two days had one salt');
    },
  },
  {
    promise: 'keeps the salt of a day that is over until what midnight found in a buffer is derived',
    async prove(place) {
      place.clock.set(`${TODAY}T23:59:59.999Z`);
      const before = await saltOf(place, TODAY);
      place.clock.set('2026-06-16T00:30:00Z');
      demand((await saltOf(place, TODAY)) === before, 'the salt changed at midnight');
    },
  },
  {
    promise: 'has none for a day that began 48 hours ago, and makes none anew',
    async prove(place) {
      place.clock.set(BEGUN);
      await saltOf(place, TODAY);
      demand((await place.salts.saltOf(DAY_BEFORE)) === null, 'it made a salt for a day that is long over');
      place.clock.set('2026-06-17T00:00:00Z');
      demand((await place.salts.saltOf(TODAY)) === null, 'the salt is there after 48 hours');
    },
  },
  {
    promise: 'starts and stops, and may be asked in between',
    async prove(place) {
      place.clock.set(BEGUN);
      await place.salts.start();
      await saltOf(place, TODAY);
      place.salts.stop();
    },
  },
];
