import { type IncomingHttpHeaders } from 'node:http';
import { Inject, Injectable } from '@nestjs/common';
import { ApplicationConfig } from '@nestjs/core';
import { type RequestView } from '@nest-privacy/core';
import { routeOf } from '@nest-privacy/core/kit';
import { AnalyticsConfig } from '../analytics.options.js';
import { type PageDescription } from '../decorators/page-metadata.js';
import { PageRules } from './page-rules.js';
import { PathPatterns } from './path-patterns.js';

/** Routes of the suite itself, which tell nothing of an audience. */
const OWN_ROUTES = [
  '/.well-known/**',
  '/analytics/events',
  '/admin/analytics/**',
  '/admin/consent/**',
  '/admin/tracking-items/**',
  '/consent',
  '/consent/records/**',
  '/metrics',
  '/health/**',
];

/** Why a GET is not a page view: it is something else, or it was dropped. */
export type PageVerdict = PageDescription | 'other' | 'prefetch';

const PREFETCH = /\b(prefetch|prerender|preview)\b/i;

/** Requests that a browser sends ahead of its user (`Sec-Purpose`, Fetch standard; the others are its forerunners). */
const isPrefetch = (headers: IncomingHttpHeaders): boolean => {
  const purpose = headers['sec-purpose'] ?? headers.purpose ?? headers['x-purpose'] ?? headers['x-moz'];
  return purpose !== undefined && PREFETCH.test(String(purpose));
};

/** Tells page views from all other answers to a GET. */
@Injectable()
export class PageFilter {
  private readonly ignored: PathPatterns;
  private prefix: string | undefined;

  constructor(
    @Inject(AnalyticsConfig) private readonly config: AnalyticsConfig,
    private readonly rules: PageRules,
    private readonly application: ApplicationConfig,
  ) {
    this.ignored = new PathPatterns([...OWN_ROUTES, ...config.ignorePaths], 'AnalyticsModule option "ignorePaths"');
  }

  /**
   * @param status status of the response
   * @param mediaType asked for only where it decides
   */
  judge(view: RequestView, status: number, mediaType: () => string): PageVerdict {
    if (this.config.status === '2xx' ? status < 200 || status > 299 : status !== 200) return 'other';
    const rule = this.rules.of(routeOf(view).template);
    if (rule === 'untracked') return 'other';
    const type = mediaType();
    if (type === 'text/event-stream') return 'other';
    if (rule === 'undeclared' && this.config.responses === 'html' && type !== 'text/html') return 'other';
    if (this.isIgnored(view.path)) return 'other';
    if (isPrefetch(view.raw.headers)) return 'prefetch';
    return rule === 'undeclared' ? {} : rule;
  }

  private isIgnored(path: string): boolean {
    if (this.ignored.matches(path)) return true;
    this.prefix ??= `/${this.application.getGlobalPrefix().replaceAll(/^\/+|\/+$/g, '')}`;
    return (
      this.prefix !== '/' && path.startsWith(`${this.prefix}/`) && this.ignored.matches(path.slice(this.prefix.length))
    );
  }
}
