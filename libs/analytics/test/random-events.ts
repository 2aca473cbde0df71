import { createHash } from 'node:crypto';
import { days, hours, minutes } from '@nest-privacy/core';
import fc from 'fast-check';
import { type AnalyticsEvent, type Campaign } from '../src/event/analytics-event.js';
import { analyticsEvent } from '../src/testing/index.js';

/** What random events say of some dimensions. */
export const WORDS = {
  page: ['/', '/a', '/a/B', '/Über', ''],
  route: ['/', '/:page', ''],
  host: ['example.com', 'shop.example'],
  title: ['A', 'B', ''],
  channel: ['Direct', 'Email', ''],
  source: ['News', 'x.example', ''],
  referrer: ['direct', 'internal', 'https://x.example/'],
  keyword: ['shoes', ''],
  campaign: ['spring', 'autumn', ''],
  click: ['gclid', ''],
  country: ['DE', 'AT', ''],
  region: ['DE-BY', ''],
  language: ['de', 'en-gb', ''],
  device: ['desktop', 'mobile'],
  browser: ['Firefox', 'Chrome', ''],
  version: ['1', '20', ''],
  os: ['Linux', 'iOS', ''],
  screen: ['small', 'wide', ''],
  name: ['signup', 'sale', ''],
  audience: ['people', 'bots', 'agents'],
} as const;

/** Midnights of several zones, and both changes of the clock in Berlin. */
const MOMENTS = [
  '2026-06-16T00:00:00Z',
  '2026-07-01T00:00:00Z',
  '2026-06-15T18:15:00Z', // Asia/Kathmandu
  '2026-06-15T18:30:00Z', // Asia/Kolkata
  '2026-06-15T20:30:00Z', // Asia/Tehran
  '2026-06-15T22:00:00Z', // Europe/Berlin
  '2026-03-29T01:00:00Z',
  '2026-10-25T01:00:00Z',
].map((moment) => Date.parse(moment));

const PAUSE = minutes(30);
const STEPS = [0, 0, 1, 1_000, minutes(10), PAUSE - 1, PAUSE, PAUSE, PAUSE + 1, hours(3), days(1) - PAUSE, days(1)];

const hashOf = (...parts: readonly (string | number)[]): string =>
  createHash('sha256').update(parts.join(' ')).digest('hex').slice(0, 32);
const lasting = (person: number): string => hashOf(person, 'cookie');
const ofDay = (person: number, at: number): string => hashOf(person, Math.floor(at / days(1)));

/** Of version 7 and the moment, so that ids of one moment are in any order; the last seven digits are not kept. */
function idAt(at: number, number: number): string {
  const time = at.toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-${number.toString(16).padStart(5, '0')}0000000`;
}

const oneOf = <T>(values: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...values);
const campaigns: fc.Arbitrary<Campaign | null> = fc.option(
  fc.record({
    source: oneOf(WORDS.campaign),
    medium: oneOf(WORDS.campaign),
    campaign: oneOf(WORDS.campaign),
    term: oneOf(WORDS.campaign),
    content: oneOf(WORDS.campaign),
  }),
);

/** What is drawn of an event beside time and identity. */
const facts = fc.record({
  page: oneOf(WORDS.page),
  route: oneOf(WORDS.route),
  host: oneOf(WORDS.host),
  title: oneOf(WORDS.title),
  channel: oneOf(WORDS.channel),
  source: oneOf(WORDS.source),
  referrer: oneOf(WORDS.referrer),
  keyword: oneOf(WORDS.keyword),
  campaign: campaigns,
  click: oneOf(WORDS.click),
  country: oneOf(WORDS.country),
  region: oneOf(WORDS.region),
  language: oneOf(WORDS.language),
  device: oneOf(WORDS.device),
  browser: oneOf(WORDS.browser),
  browserVersion: oneOf(WORDS.version),
  os: oneOf(WORDS.os),
  osVersion: oneOf(WORDS.version),
  screen: oneOf(WORDS.screen),
  properties: fc.option(
    fc.record({ plan: oneOf(['Yearly', 'monthly', 7, true, null]), n: oneOf([0.5, '']) }, { requiredKeys: [] }),
  ),
  audience: oneOf(['people', 'people', 'people', 'people', 'bots', 'agents'] as const),
  activity: oneOf(['live', 'live', 'live', 'late'] as const),
});

const happenings = oneOf([
  { kind: 'pageview', interactive: false },
  { kind: 'pageview', interactive: false },
  { kind: 'event', interactive: true },
  { kind: 'event', interactive: false },
  { kind: 'miss', interactive: false },
] as const);

const events = fc.record({
  step: oneOf(STEPS),
  person: fc.nat(3),
  known: oneOf(['for a day', 'for a day', 'for long', 'not'] as const),
  alias: oneOf(['none', 'none', 'today', 'yesterday', 'strange'] as const),
  id: fc.option(fc.uuid({ version: 4 })),
  number: fc.nat(5),
  happening: happenings,
  name: oneOf(WORDS.name),
  revenue: fc.option(fc.record({ amount: fc.integer({ min: 1, max: 200_000 }), currency: oneOf(['EUR', 'CHF']) })),
  facts,
});

/** What one site saw around a moment. */
export interface RandomEvents {
  readonly moment: number;
  readonly events: readonly AnalyticsEvent[];
}

/**
 * Events of a few people, pages and sources, with pauses around the 30 minutes of a visit, at midnights and at changes of the clock. Who is known for a day has another name
 * on each day of UTC, as the salts see to it.
 */
export const randomEvents: fc.Arbitrary<RandomEvents> = fc
  .tuple(oneOf(MOMENTS), oneOf([0, 1, minutes(15), PAUSE, hours(3), days(1)]), fc.array(events, { maxLength: 30 }))
  .map(([moment, before, drawn]) => {
    let at = moment - before;
    const ids = new Set<string>();
    const made = drawn.map((one, i) => {
      at += one.step;
      const id = one.id ?? idAt(at, one.number * 100 + i);
      const visitor = { 'for a day': ofDay(one.person, at), 'for long': lasting(one.person), not: null }[one.known];
      const alias = {
        none: null,
        today: ofDay(one.person, at),
        yesterday: ofDay(one.person, at - days(1)),
        strange: ofDay((one.person + 1) % 4, at),
      }[one.alias];
      return analyticsEvent({
        ...one.facts,
        ...one.happening,
        id,
        at,
        visitor,
        alias: visitor === null ? null : alias,
        persistent: one.known === 'for long',
        name: one.happening.kind === 'event' ? one.name : '',
        revenue: one.happening.kind === 'event' ? one.revenue : null,
        bot: one.facts.audience === 'people' ? '' : 'bot',
      });
    });
    return { moment, events: made.filter(({ id }) => !ids.has(id) && ids.add(id)) };
  });
