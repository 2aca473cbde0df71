import { days } from '@nest-privacy/core';
import { Browser } from '../../libs/consent/test/browser.js';
import { type World } from './world.js';

/** What a person has to show for themselves: the header `Cookie`, and the carrier that goes with jobs and messages. */
export interface Credentials {
  readonly cookie: string;
  readonly carrier: string | null;
}

/** One thing that consent may be, on every transport the same. */
export interface Case {
  readonly name: string;
  readonly allowed: boolean;
  /** Somebody comes. */
  meet(world: World, visitor: Browser): Promise<unknown>;
  /** What happens to what they have in hand. */
  alter?(credentials: Credentials): Credentials;
  /** What happens after they came, and before they are served. */
  later?(world: World, visitor: Browser): Promise<unknown>;
}

const grant = (_world: World, visitor: Browser): Promise<unknown> => visitor.decide({ STATISTICS: 'granted' });

/** The last letter but one of a signature, all of whose bits count. */
const forged = (text: string): string => `${text.slice(0, -2)}${text.at(-2) === 'A' ? 'B' : 'A'}${text.at(-1)}`;

export const CASES: readonly Case[] = [
  { name: 'granted', allowed: true, meet: grant },
  { name: 'never asked', allowed: false, meet: () => Promise.resolve() },
  { name: 'denied', allowed: false, meet: (_world, visitor) => visitor.decide({ STATISTICS: 'denied' }) },
  {
    name: 'expired',
    allowed: false,
    meet: grant,
    later: (world) => Promise.resolve(world.clock.advance(days(181))),
  },
  { name: 'withdrawn', allowed: false, meet: grant, later: (_world, visitor) => visitor.send('DELETE', '/consent') },
  {
    name: 'tampered',
    allowed: false,
    meet: grant,
    alter: ({ cookie, carrier }) => ({ cookie: forged(cookie), carrier: carrier === null ? null : forged(carrier) }),
  },
];

/** Somebody whom a case is about, and what they had in hand when they came. */
export interface Person extends Credentials {
  /** Goes on to the moment at which they are served. */
  later(): Promise<void>;
}

/** A new person in an application in which it is that case's time again. */
export async function personOf({ meet, alter, later }: Case, world: World): Promise<Person> {
  world.rewind();
  const visitor = new Browser(world.url);
  await meet(world, visitor);
  const cookie = visitor.cookieHeader;
  const credentials = { cookie, carrier: world.carry(cookie) };
  return {
    ...(alter ? alter(credentials) : credentials),
    later: async () => void (await later?.(world, visitor)),
  };
}
