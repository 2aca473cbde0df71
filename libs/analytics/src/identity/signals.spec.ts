import { Controller, Get, Header } from '@nestjs/common';
import { TEST_ADAPTERS } from '@nest-privacy/core/testing';
import { type AnalyticsModuleOptions } from '../analytics.options.js';
import { AnalyticsService } from '../analytics.service.js';
import { type AnalyticsDestination } from '../forward/analytics-destination.js';
import { waitUntilStored } from '../testing/index.js';
import { type AnalyticsApp, startAnalyticsApp } from '../../test/analytics-app.js';
import { consentByHeader, type TestDecision } from '../../test/consent-by-header.js';
import { storedEvents } from '../../test/stored-events.js';

const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
const SECRETS = ['a-secret-of-thirty-two-characters!'];
const PERSISTENT = 2;

@Controller()
class PagesController {
  @Get('pages/:name')
  @Header('Content-Type', 'text/html')
  page(): string {
    return 'x';
  }

  @Get('json')
  json(): object {
    return {};
  }
}

const SIGNALS = {
  none: {},
  dnt: { DNT: '1' },
  gpc: { 'Sec-GPC': '1' },
  both: { DNT: '1', 'Sec-GPC': '1' },
} as const;

type Outcome = 'dropped' | 'cookieless' | 'cookie' | 'cookie, statistics' | 'cookie, statistics, marketing';
type Row = Readonly<Record<keyof typeof SIGNALS, Outcome>>;

const always = (outcome: Outcome): Row => ({ none: outcome, dnt: outcome, gpc: outcome, both: outcome });
const unless = (signals: Partial<Row>, none: Outcome): Row => ({ ...always(none), ...signals });
const DROPPED = { dnt: 'dropped', gpc: 'dropped', both: 'dropped' } as const;
const KEPT = { gpc: 'cookie', both: 'cookie' } as const;

/** What becomes of a page view: whether it counts, whether the cookie stays, and to which destinations it goes. */
const TABLE: Readonly<Record<NonNullable<AnalyticsModuleOptions['signals']>, Readonly<Record<TestDecision, Row>>>> = {
  cookieless: {
    unset: always('cookieless'),
    denied: always('cookieless'),
    statistics: unless(KEPT, 'cookie, statistics'),
    everything: unless(KEPT, 'cookie, statistics, marketing'),
    informed: always('cookie, statistics, marketing'),
  },
  drop: {
    unset: unless(DROPPED, 'cookieless'),
    denied: unless(DROPPED, 'cookieless'),
    statistics: unless(DROPPED, 'cookie, statistics'),
    everything: unless(DROPPED, 'cookie, statistics, marketing'),
    informed: unless(DROPPED, 'cookie, statistics, marketing'),
  },
  ignore: {
    unset: always('cookieless'),
    denied: always('cookieless'),
    statistics: always('cookie, statistics'),
    everything: unless({ gpc: 'cookie, statistics', both: 'cookie, statistics' }, 'cookie, statistics, marketing'),
    informed: always('cookie, statistics, marketing'),
  },
};

const POLICIES = Object.keys(TABLE) as (keyof typeof TABLE)[];
interface Case {
  readonly decision: TestDecision;
  readonly signal: keyof typeof SIGNALS;
  readonly outcome: Outcome;
}

const casesOf = (policy: keyof typeof TABLE): Case[] =>
  (Object.keys(TABLE[policy]) as TestDecision[]).flatMap((decision) =>
    (Object.keys(SIGNALS) as (keyof typeof SIGNALS)[]).map((signal) => ({
      decision,
      signal,
      outcome: TABLE[policy][decision][signal],
    })),
  );

const pageOf = (decision: TestDecision, signal: keyof typeof SIGNALS): string => `/pages/${decision}.${signal}`;

/** Remembers the pages that it is sent. */
class Recorder implements AnalyticsDestination {
  readonly pages = new Set<string>();
  readonly batchSize = 10;
  readonly attempts = 1;

  constructor(
    readonly name: string,
    readonly requires: 'STATISTICS' | 'MARKETING',
  ) {}

  deliver(events: readonly { readonly page: string }[]): Promise<'accepted'> {
    for (const { page } of events) this.pages.add(page);
    return Promise.resolve('accepted');
  }
}

describe.each(TEST_ADAPTERS)('signals and decisions under %s', (adapter) => {
  const statistics = new Recorder('statistics', 'STATISTICS');
  const marketing = new Recorder('marketing', 'MARKETING');
  let app: AnalyticsApp;

  const visit = async (path: string, headers: Record<string, string>): Promise<readonly string[]> => {
    const response = await fetch(app.url + path, { headers: { 'User-Agent': FIREFOX, ...headers } });
    await response.text();
    return response.headers.getSetCookie();
  };
  /** The names of the pages to which a cookie was given, each of which also lets a cookie be that is there already. */
  const visitAll = async (cases: readonly Case[]): Promise<ReadonlySet<string>> => {
    const [cookie = ''] = await visit('/pages/first', { 'X-Decision': 'statistics' });
    const given = new Set<string>();
    for (const { decision, signal } of cases) {
      const headers = { 'X-Decision': decision, ...SIGNALS[signal] };
      if ((await visit(pageOf(decision, signal), headers)).length > 0) given.add(pageOf(decision, signal));
      const kept = (await visit('/json', { ...headers, Cookie: cookie.split(';')[0]! })).length === 0;
      expect([decision, signal, kept]).toEqual([decision, signal, given.has(pageOf(decision, signal))]);
    }
    return given;
  };

  it.each(POLICIES)('decide on cookie, identity and forwarding where signals are to be %s', async (policy) => {
    app = await startAnalyticsApp({
      adapter,
      controllers: [PagesController],
      analytics: { secrets: SECRETS, signals: policy, destinations: [statistics, marketing] },
      ports: [consentByHeader],
    });
    for (const { pages } of [statistics, marketing]) pages.clear();
    const cases = casesOf(policy);
    const given = await visitAll(cases);
    const dropped = cases.filter(({ outcome }) => outcome === 'dropped').length;
    await waitUntilStored(app.app, 1 + cases.length - dropped);
    const stored = new Map((await storedEvents(app.source)).map(({ page, flags }) => [page, flags]));
    const drops = app.app.get(AnalyticsService).drops();
    await app.close();

    const outcomes = cases.map(({ decision, signal }) => {
      const page = pageOf(decision, signal);
      if (!stored.has(page)) return { decision, signal, outcome: 'dropped' };
      expect(stored.get(page)).toBe(given.has(page) ? PERSISTENT : 0);
      const parts = [
        given.has(page) && 'cookie',
        statistics.pages.has(page) && 'statistics',
        marketing.pages.has(page) && 'marketing',
      ];
      return { decision, signal, outcome: parts.filter(Boolean).join(', ') || 'cookieless' };
    });
    expect(outcomes).toEqual(cases);
    expect(drops).toEqual(dropped > 0 ? { signal: dropped } : {});
  });
});
