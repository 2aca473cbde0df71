import { type IncomingHttpHeaders } from 'node:http';
import { Inject, Injectable } from '@nestjs/common';
import { type RequestView } from '@nest-privacy/core';
import { isAnsweredNoPage, routeOf } from '@nest-privacy/core/kit';
import { AnalyticsConfig } from '../analytics.config.js';
import { type PageDescription } from '../decorators/page-metadata.js';
import { asksForPage, insistsOnPage } from './page-request.js';
import { PageRules } from './page-rules.js';
import { PathPatterns } from '../exclusion/path-patterns.js';

/**
 * Why a GET is no page view. `ignored-path` and `prefetch` are pages that are dropped; the others are nothing that could be counted: an answer with another status than
 * those of the option `status`, a route that is never tracked, an event stream, and what is no page to look at.
 */
export type NoPageView = 'status' | 'untracked' | 'event-stream' | 'not-a-page' | 'ignored-path' | 'prefetch';

/** What a page view is called, that the page is not there (`miss`), or why there is none. */
export type PageVerdict = PageDescription | 'miss' | NoPageView;

const NOT_FOUND = 404;
const UNDESCRIBED: PageDescription = {};
const PREFETCH = /\b(prefetch|prerender|preview)\b/i;

/** Requests that a browser sends ahead of its user (`Sec-Purpose`, Fetch standard; the others are its forerunners). */
const isPrefetch = (headers: IncomingHttpHeaders): boolean => {
  const purpose =
    headers['sec-purpose'] ?? headers.purpose ?? headers['x-purpose'] ?? headers['x-sec-purpose'] ?? headers['x-moz'];
  return purpose !== undefined && PREFETCH.test(String(purpose));
};

/** Tells page views from all other answers to a GET. */
@Injectable()
export class PageFilter {
  private readonly ignored: PathPatterns;

  constructor(
    @Inject(AnalyticsConfig) private readonly config: AnalyticsConfig,
    private readonly rules: PageRules,
  ) {
    this.ignored = new PathPatterns(config.ignorePaths, 'AnalyticsModule option "ignorePaths"');
  }

  /**
   * @param status status of the response
   * @param type media type of the response, in lower case and without parameters
   */
  judge(view: RequestView, status: number, type: string): PageVerdict {
    if (status === NOT_FOUND) return this.judgeMiss(view);
    if (this.config.status === '2xx' ? status < 200 || status > 299 : status !== 200) return 'status';
    const rule = this.rules.of(routeOf(view).template);
    if (rule === 'untracked') return 'untracked';
    if (type === 'text/event-stream') return 'event-stream';
    if (rule === 'undeclared' && !this.isPage(view, type)) return 'not-a-page';
    if (this.ignored.matches(view.path)) return 'ignored-path';
    if (isPrefetch(view.raw.headers)) return 'prefetch';
    return rule === 'undeclared' ? UNDESCRIBED : rule;
  }

  private judgeMiss(view: RequestView): PageVerdict {
    const { headers } = view.raw;
    if (this.config.misses === 'ignore') return 'status';
    if (this.rules.of(routeOf(view).template) === 'untracked') return 'untracked';
    if (isAnsweredNoPage(view) || !insistsOnPage(headers, view.path)) return 'not-a-page';
    if (this.ignored.matches(view.path)) return 'ignored-path';
    return isPrefetch(headers) ? 'prefetch' : 'miss';
  }

  private isPage(view: RequestView, mediaType: string): boolean {
    if (isAnsweredNoPage(view)) return false;
    return this.config.responses === 'every' || (mediaType === 'text/html' && asksForPage(view.raw.headers, view.path));
  }
}
