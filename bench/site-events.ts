import { type AnalyticsEvent } from '@nest-privacy/analytics';
import { analyticsEvent } from '@nest-privacy/analytics/testing';
import { newIdAt } from '@nest-privacy/core/kit';
import { Chance } from './chance.js';
import { Popularity } from './popularity.js';

const PAGES = 2_000;
const SOURCES = 60;
const SEARCH = 8;
const SOCIAL = 12;
const FOLDERS = ['blog', 'products', 'docs', 'help'];
const COUNTRIES =
  'DE US FR GB AT CH NL IT ES PL SE BE DK NO FI CZ PT IE HU RO GR BG HR SK SI LT LV EE LU CA AU NZ JP IN BR MX ZA KR SG TR'.split(
    ' ',
  );
const BROWSERS = 'Chrome,Safari,Firefox,Edge,Samsung Internet,Opera,Brave,DuckDuckGo,Vivaldi,Yandex'.split(',');
const DEVICES = [
  { device: 'mobile', os: 'Android', screen: 'small' },
  { device: 'desktop', os: 'Windows', screen: 'large' },
  { device: 'tablet', os: 'iOS', screen: 'medium' },
] as const;

/** Milliseconds between two pages of a visit, on average, and at most. */
const READING = 60_000;
const LONGEST = 25 * 60_000;
/** A visit has another event after each with this chance, so that there are some three of them. */
const GOES_ON = 0.663;
/** Visits by somebody who consented, and so is known again. */
const PERSISTENT = 0.3;
/** Of those, visits of somebody who was here before. */
const RETURNING = 0.67;
/** Of the others, visits of somebody who was here before on the same day. */
const AGAIN_TODAY = 0.1;

type Sender = Pick<
  AnalyticsEvent,
  | 'visitor'
  | 'persistent'
  | 'device'
  | 'os'
  | 'osVersion'
  | 'screen'
  | 'browser'
  | 'browserVersion'
  | 'country'
  | 'language'
>;
type Arrival = Pick<AnalyticsEvent, 'referrer' | 'channel' | 'source' | 'campaign'>;

const DIRECT: Arrival = { referrer: 'direct', channel: 'Direct', source: '', campaign: null };
const INTERNAL: Arrival = { referrer: 'internal', channel: '', source: '', campaign: null };

const pageOf = (rank: number): string => (rank === 0 ? '/' : `/${FOLDERS[rank % FOLDERS.length]!}/page-${rank}`);

function arrivalOf(rank: number): Arrival {
  const source = `source-${rank}.example`;
  if (rank < SEARCH)
    return { referrer: `https://${source}/`, channel: 'Organic Search', source: `Engine ${rank}`, campaign: null };
  const channel = rank < SEARCH + SOCIAL ? 'Organic Social' : 'Referral';
  return { referrer: `https://${source}/page`, channel, source, campaign: null };
}

function campaignOf(number: number): Arrival {
  const campaign = { source: 'newsletter', medium: 'email', campaign: `issue-${number}`, term: '', content: '' };
  return { referrer: 'direct', channel: 'Email', source: 'newsletter', campaign };
}

/**
 * Visits of a middling site: 2 000 pages, 60 sources and 40 countries of which few are popular, 3 kinds of devices, 10 browsers, some three events in a visit, and 30 of 100 visits by
 * visitors who are known again.
 */
export class SiteEvents {
  private readonly pages = new Popularity(Array.from({ length: PAGES }, (_, rank) => pageOf(rank)));
  private readonly arrivals = new Popularity(Array.from({ length: SOURCES }, (_, rank) => arrivalOf(rank)));
  private readonly countries = new Popularity(COUNTRIES);
  private readonly browsers = new Popularity(BROWSERS);
  private readonly devices = new Popularity(DEVICES);
  private readonly known: Sender[] = [];
  private ofToday: Sender[] = [];

  constructor(private readonly chance: Chance = new Chance(2_463_534_242)) {}

  /** From now on, visitors who are known for a day are others. */
  nextDay(): void {
    this.ofToday = [];
  }

  /**
   * The events of one visit.
   *
   * @param end none is at that time or later
   */
  visit(begin: number, end: number): readonly AnalyticsEvent[] {
    const { chance } = this;
    const sender = this.sender();
    const events: AnalyticsEvent[] = [];
    let arrival = this.arrival();
    let page = this.pages.pick(chance);
    for (let at = begin; at < end; at += 1 + Math.floor(Math.min(LONGEST, chance.wait(READING)))) {
      events.push(this.event({ ...sender, ...arrival, at, id: newIdAt(at) }, page, events.length));
      if (chance.next() > GOES_ON) break;
      arrival = INTERNAL;
      page = this.pages.pick(chance);
    }
    return events;
  }

  private event(given: Partial<AnalyticsEvent>, page: string, place: number): AnalyticsEvent {
    const { chance } = this;
    const about = { ...given, page, route: page.replace(/[^/]+$/, ':slug'), title: `Title of ${page}` };
    const what = chance.next();
    if (place > 0 && what < 0.15) {
      const properties = { plan: what < 0.05 ? 'small' : 'large' };
      const revenue = what < 0.01 ? { amount: 10_000 * (1 + chance.below(90)), currency: 'EUR' } : null;
      const name = revenue ? 'purchase' : what < 0.1 ? 'signup' : 'download';
      return analyticsEvent({ ...about, kind: 'event', name, properties, revenue });
    }
    return analyticsEvent(what > 0.99 ? { ...about, kind: 'miss', page: '/gone', title: '' } : about);
  }

  private arrival(): Arrival {
    const how = this.chance.next();
    if (how < 0.35) return DIRECT;
    return how < 0.43 ? campaignOf(this.chance.below(12)) : this.arrivals.pick(this.chance);
  }

  private sender(): Sender {
    const { chance } = this;
    const persistent = chance.next() < PERSISTENT;
    const before = persistent ? this.known : this.ofToday;
    const isBack = before.length > 0 && chance.next() < (persistent ? RETURNING : AGAIN_TODAY);
    if (isBack) return before[chance.below(before.length)]!;
    const country = this.countries.pick(chance);
    const sender = {
      ...this.devices.pick(chance),
      ...{ visitor: chance.hex(4), persistent, country },
      browser: this.browsers.pick(chance),
      browserVersion: String(150 + chance.below(3)),
      osVersion: String(10 + chance.below(2)),
      language: country.toLowerCase(),
    };
    before.push(sender);
    return sender;
  }
}
