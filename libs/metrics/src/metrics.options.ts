import { type ModuleExtras, type RouteExtras } from '@nest-privacy/core';

/** What the metrics are about and where they are read; every member is optional. */
export interface MetricsModuleOptions {
  /** Put before every metric's name, such as `shop_`. @default '' */
  readonly prefix?: string | undefined;
  /**
   * Most series (combinations of label values) one metric may have in one process, 10 at least. First come, first kept; whatever comes after is counted under
   * the label value `other`. A route that a controller answers always has series of its own beside these, one for each method and status class. @default 100
   */
  readonly maxSeries?: number | undefined;
  /** Whether HTTP requests are counted and timed. @default true */
  readonly requests?: boolean | undefined;
  /** Upper bounds of the request duration's buckets, in seconds, ascending. @default [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] */
  readonly durationBuckets?: readonly number[] | undefined;
  /** Referring domains that are named instead of their channel, subdomains included, such as `example.org`. @default [] */
  readonly referrerDomains?: readonly string[] | undefined;
  /** Whether memory, CPU, event loop and garbage collection of the process are measured too. @default false */
  readonly processMetrics?: boolean | undefined;
  /** Bearer token that a scrape must show, 16 characters at least. @default none: whoever reaches the route may read it */
  readonly token?: string | undefined;
  /** Serves the metrics on a port of their own; the route of the application then answers 404. @default none: on the application's own port */
  readonly port?: number | undefined;
  /** Address that the own port listens on. @default '127.0.0.1' */
  readonly host?: string | undefined;
  /**
   * What a worker of `node:cluster` answers: `sum` gives the sum over all workers, for which the primary must have called `serveClusterMetrics` or opened
   * a `ClusterMetrics`; `local` gives its own numbers only. Without a cluster it makes no difference. @default 'sum'
   */
  readonly cluster?: 'sum' | 'local' | undefined;
  /** Which modules of the cluster's workers are summed: those of the same name. Two modules in one worker need two names. @default 'default' */
  readonly name?: string | undefined;
  /** How long one metric, or one worker of a cluster, may take to answer, in milliseconds. @default 1000 */
  readonly scrapeTimeout?: number | undefined;
}

/** What is known before the options are, in `forRoot` and `forRootAsync` alike. */
export interface MetricsModuleExtras extends ModuleExtras, RouteExtras {
  /** Path of the route, without the application's prefix. @default 'metrics' */
  readonly path?: string | undefined;
}
