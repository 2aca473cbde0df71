import { Inject, Injectable, type OnModuleInit, Optional } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { type RequestView, SiteResolver, TrustedProxies } from '@nest-privacy/core';
import { onEveryRequest, RouteMap, routeOf } from '@nest-privacy/core/kit';
import { REQUEST_DURATION, REQUESTS } from '../metric-definitions.js';
import { MetricsConfig } from '../metrics.config.js';
import { type BoundedCounter } from '../recorder/bounded-counter.js';
import { type BoundedHistogram } from '../recorder/bounded-histogram.js';
import { MetricFactory } from '../recorder/metric-factory.js';
import { OTHER } from '../recorder/series-limiter.js';
import { ReferrerClassifier } from './referrer-classifier.js';

/** The label of a request that no route matched; the raw path is never a label. */
export const UNMATCHED = 'unmatched';
/** The view of a route that no controller answers. */
const NO_VIEW = 'none';
/** The method of all that is none of {@link METHODS}, and of what no route matched. */
const OTHER_METHOD = 'OTHER';
/** Views remembered at most: a router that Express mounts at a parameter has as many templates as there are values. */
const REMEMBERED = 1000;
/** RFC 9110 section 9.3 and RFC 5789. */
const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'CONNECT', 'OPTIONS', 'TRACE', 'PATCH']);
const STATUS_CLASSES = [OTHER, '1xx', '2xx', '3xx', '4xx', '5xx'];

/** Counts and times every request that reached the server, at the end of its response; an aborted one has no response and is not counted. */
@Injectable()
export class RequestMetrics implements OnModuleInit {
  private readonly requests: BoundedCounter | undefined;
  private readonly durations: BoundedHistogram | undefined;
  private readonly referrers: ReferrerClassifier;
  private readonly views = new Map<string, string>();

  constructor(
    @Inject(MetricsConfig) config: MetricsConfig,
    @Inject(MetricFactory) factory: MetricFactory,
    @Inject(TrustedProxies) proxies: TrustedProxies,
    @Inject(SiteResolver) sites: SiteResolver,
    @Inject(RouteMap) private readonly routes: RouteMap,
    @Optional() @Inject(HttpAdapterHost) private readonly host?: HttpAdapterHost,
  ) {
    this.referrers = new ReferrerClassifier(config.referrerDomains, proxies, sites);
    if (!config.requests) return;
    this.requests = factory.counter(REQUESTS);
    this.durations = factory.histogram(REQUEST_DURATION, config.durationBuckets);
  }

  onModuleInit(): void {
    if (!this.requests) return;
    onEveryRequest(this.host, (view, _request, response) => {
      const started = performance.now();
      response.once('finish', () => this.record(view, response.statusCode, performance.now() - started));
    });
  }

  /**
   * Counts one request; called by the module itself for those of the HTTP server.
   *
   * @param elapsedMs from the arrival of the headers to the end of the response
   */
  record(view: RequestView, status: number, elapsedMs: number): void {
    const { template } = routeOf(view);
    const statusClass = STATUS_CLASSES[Math.floor(status / 100)] ?? OTHER;
    const elapsed = elapsedMs / 1000;
    if (template === undefined) {
      this.requests?.addOwn([UNMATCHED, UNMATCHED, OTHER_METHOD, statusClass, OTHER]);
      this.durations?.observeOwn([UNMATCHED], elapsed);
      return;
    }
    const handled = this.viewOf(view.method, template);
    const method = METHODS.has(view.method) ? view.method : OTHER_METHOD;
    const labels = [handled, template, method, statusClass, this.referrers.classify(view)];
    if (handled === NO_VIEW) {
      this.requests?.add(labels);
      this.durations?.observe([template], elapsed);
    } else {
      this.requests?.addOwn(labels);
      this.durations?.observeOwn([template], elapsed);
    }
  }

  private viewOf(method: string, template: string): string {
    const key = `${method} ${template}`;
    const known = this.views.get(key);
    if (known !== undefined) return known;
    if (this.views.size >= REMEMBERED) this.views.clear();
    const view = this.routes.find(method, template)?.view ?? NO_VIEW;
    this.views.set(key, view);
    return view;
  }
}
