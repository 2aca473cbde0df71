import { type AnalyticsDestination } from './forward/analytics-destination.js';
import { type OwnMask } from './mask/own-mask.js';
import { type MaskName } from './mask/text-mask.js';
import { type Goal } from './statistics/goal.js';

/** How many events one client may report to a site: one address, or one /64 network of IPv6. */
export interface EventRateLimit {
  /**
   * Events in each window.
   * @default 3_000
   */
  readonly events?: number | undefined;
  /**
   * The window, in milliseconds.
   * @default minutes(1)
   */
  readonly per?: number | undefined;
}

/** How long the tables keep what was counted. What was stored late, such as by an import, is kept for as long from then on. `0` is `keep`: for ever. */
export interface RetentionOptions {
  /**
   * Days for which events are kept, 2 at least.
   * @default 90
   */
  readonly events?: number | 'keep' | undefined;
  /**
   * Days for which visits are kept, 2 at least.
   * @default that of `events`
   */
  readonly visits?: number | 'keep' | undefined;
  /**
   * Whole months for which sums are kept, of which statistics without a filter are made; not fewer than events and visits.
   * @default 25
   */
  readonly sums?: number | 'keep' | undefined;
}

/** Options of {@link AnalyticsModule}; every member is optional. */
export interface AnalyticsModuleOptions {
  /**
   * What this process does: `collect` takes events in and offers them to the queue, `process` works the queue off into the database, `all` does both.
   * @default 'all'
   */
  readonly role?: 'all' | 'collect' | 'process' | undefined;
  /**
   * Keys that sign the visitor cookie, newest first, of 32 characters at least. Without any no cookie is ever set, and
   * everybody is known by the hash of a day.
   * @default []
   */
  readonly secrets?: readonly string[] | undefined;
  /**
   * The key to which the salts of visitors without consent are bound, so that a database and its backups tell none. `{ file }`: a file that is made at the first
   * start, moves on by itself each day and then no longer tells the keys of days before; share it among the processes that collect, or give each host a
   * copy of it. A text of 32 characters at least: one key for as long as you keep it. `null`: derived from the first of `secrets`; without any, a random one
   * of this process, so that a visitor counts once per process and start.
   * @default null
   */
  readonly saltKey?: string | { readonly file: string } | null | undefined;
  /**
   * Name of the visitor cookie, without a prefix: by https it is `__Host-<name>`, or `__Secure-<name>` with a `cookiePath`.
   * @default 'privacy_visitor'
   */
  readonly cookieName?: string | undefined;
  /**
   * Path beneath which the visitor cookie is set and sent; elsewhere every visitor is one of a day.
   * @default '/'
   */
  readonly cookiePath?: string | undefined;
  /**
   * Milliseconds that the visitor cookie lives, from a minute to 390 days: just below 13 months, the longest that the CNIL's exemption for audience measurement allows.
   * @default days(390)
   */
  readonly cookieLifetime?: number | undefined;
  /**
   * Name of the cookie by which a visitor is not counted who asked for it (`/analytics/exclusion`), without a prefix: by https it is `__Host-<name>`. It takes `secrets`.
   * @default 'privacy_uncounted'
   */
  readonly exclusionCookieName?: string | undefined;
  /**
   * Which requests count: `all` that pass the other filters, or only those `bound` by the {@link AnalyticsInterceptor}.
   * @default 'all'
   */
  readonly collect?: 'all' | 'bound' | undefined;
  /**
   * Which responses are page views: those of type `text/html` to a request for a page (by `Sec-Fetch-Dest`, or `Accept` and the path's extension, so that no image is
   * one that a catch-all route answers with HTML), or `every` GET. Routes with {@link TrackPage} count whatever their type, event streams never.
   * @default 'html'
   */
  readonly responses?: 'html' | 'every' | undefined;
  /**
   * Which answers count: every successful one, or those with 200 alone.
   * @default '2xx'
   */
  readonly status?: '2xx' | 'exactly-200' | undefined;
  /**
   * Whether pages that are not there (404) are counted, apart from page views: of requests that say by `Sec-Fetch-Dest` or `Accept` that they want a page.
   * @default 'count'
   */
  readonly misses?: 'count' | 'ignore' | undefined;
  /**
   * Paths that are never counted: as the browser asks for them, literal, or with `*` (within a segment) and `**` (whole
   * segments). The suite's own routes are never counted either way, nor is any that core's `NoPage` marks.
   * @default []
   */
  readonly ignorePaths?: readonly string[] | undefined;
  /**
   * Hosts on which nothing is counted: `example.com` with whatever port, `example.com:8080`, or `*.example.com` for its subdomains; 200 at most.
   * @default []
   */
  readonly ignoreHosts?: readonly string[] | undefined;
  /**
   * Which hosts of a site count: `all` that it claims, or only those it has `named`, where it also claims every host by `*`, so that nothing is counted on the names by which
   * tests, health checks and strangers reach the server.
   * @default 'all'
   */
  readonly hosts?: 'all' | 'named' | undefined;
  /**
   * Countries from which nothing is counted, by their codes (ISO 3166-1 alpha-2). It takes somebody who tells countries: core's `CountryResolver`, or its headers.
   * @default []
   */
  readonly ignoreCountries?: readonly string[] | undefined;
  /**
   * Hosts that claim to lead here and do not, so that their names stand in the statistics: page views with such a referrer are dropped, those of its subdomains too. 10 000 at
   * most.
   * @default []
   */
  readonly spamReferrers?: readonly string[] | undefined;
  /**
   * What is stored as the page: the `concrete` path without query, or the route's `template`, for an application whose paths hold personal data. The
   * template is stored beside it in either case.
   * @default 'concrete'
   */
  readonly path?: 'concrete' | 'template' | undefined;
  /**
   * What is masked in paths, foreign referrers, titles, names of events and texts of their properties before anything is stored, queued or forwarded: by
   * the rules of the package, of which leaving one out is your decision, and by rules of your own, which come first.
   * @default ['email', 'uuid', 'token', 'number']
   */
  readonly mask?: readonly (MaskName | OwnMask)[] | undefined;
  /**
   * How much is stored of the page of another site that led here: origin and path in `full`, or its `origin`. Never a query, but with `full` for
   * what was searched for, where a search engine still tells.
   * @default 'full'
   */
  readonly referrers?: 'full' | 'origin' | undefined;
  /**
   * What happens to machines: `mark` them (stored, and left out of all statistics but those by audience), `drop` them, or `count` them like people. Those that are
   * left out are counted by reason either way.
   * @default 'mark'
   */
  readonly bots?: 'drop' | 'mark' | 'count' | undefined;
  /**
   * Parts of user agents that are people's although they look like a machine's, such as `okhttp/` of an app of yours: 50 at most, of 3 to 100 characters, to the
   * letter.
   * @default []
   */
  readonly people?: readonly string[] | undefined;
  /**
   * How exactly it is stored where visitors are, as core's `Places` tells: their `country`, their `region` too, or nothing. The address is forgotten in any case.
   * @default 'country'
   */
  readonly places?: 'country' | 'region' | 'off' | undefined;
  /**
   * What `DNT: 1` and `Sec-GPC: 1` do. `cookieless`: without a grant the visitor is counted without a cookie and nothing is forwarded; an explicit
   * grant of STATISTICS overrides `DNT`, and `GPC` leaves the cookie of whoever granted alone, but stops forwarding unless MARKETING is allowed in spite
   * of it. `drop`: such a request never counts, whatever was granted. `ignore`: decisions alone hold.
   * @default 'cookieless'
   */
  readonly signals?: 'cookieless' | 'drop' | 'ignore' | undefined;
  /**
   * Events that wait in memory at most, while the queue or the database is away.
   * @default 10_000
   */
  readonly bufferSize?: number | undefined;
  /**
   * Which events go when the buffer is full; either way they are counted.
   * @default 'drop-oldest'
   */
  readonly overflow?: 'drop-oldest' | 'drop-newest' | undefined;
  /**
   * Events in one batch, at most.
   * @default 500
   */
  readonly batchSize?: number | undefined;
  /**
   * Milliseconds after which a smaller batch goes.
   * @default 1_000
   */
  readonly flushInterval?: number | undefined;
  /**
   * Milliseconds that an orderly shutdown waits for what is not stored yet.
   * @default 10_000
   */
  readonly shutdownTimeout?: number | undefined;
  /**
   * Bytes of a `POST /analytics/events` sent as text, at most. JSON is bounded by the application's own body limit.
   * @default 262_144
   */
  readonly bodyLimit?: number | undefined;
  /**
   * Origins whose pages may report events beside those of the site's hosts, such as `https://www.example.com`.
   * @default []
   */
  readonly allowedOrigins?: readonly string[] | undefined;
  /**
   * Limit of reported events; counted by each process, or by all together where `CoreModule` shares its counts.
   * @default 3_000 events a minute
   */
  readonly rateLimit?: EventRateLimit | 'off' | undefined;
  /**
   * Texts (pages, referrers, titles, names and others) that a site may add in an hour, by all processes together; further new ones are counted as `(other)` until the
   * hour is over, so that nobody fills the database with inventions.
   * @default 10_000
   */
  readonly newTextsPerHour?: number | undefined;
  /**
   * Where events go beside the store.
   * @default []
   */
  readonly destinations?: readonly AnalyticsDestination[] | undefined;
  /**
   * Whether forwarded events carry the visitor's network, with the host part `masked` (/24 of IPv4, /48 of IPv6). The whole address never leaves.
   * @default 'never'
   */
  readonly forwardedAddress?: 'never' | 'masked' | undefined;
  /**
   * What visitors are hoped to do, by name and with the filter that tells the events which show it; 50 at most. `GET /admin/analytics/goals` says how often each was reached.
   * @default []
   */
  readonly goals?: readonly Goal[] | undefined;
  /**
   * How long events, visits and sums are kept.
   * @default 90 days of events and visits, 25 months of sums
   */
  readonly retention?: RetentionOptions | undefined;
}
