import { type SiteResolver } from '@nest-privacy/core';
import { type AnalyticsConfig } from '../analytics.config.js';
import { asksForPage } from '../collect/page-request.js';
import { type Exclusions } from '../exclusion/exclusions.js';
import { type PathPatterns } from '../exclusion/path-patterns.js';
import { type ImportPlan } from './import-plan.js';
import { type LeftOut } from './import-tally.js';
import { type LoggedRequest } from './logged-request.js';

const NO_HEADERS = {};
const NOT_FOUND = 404;
const OK = 200;
const ABSOLUTE = /^https?:\/\/[^/?#]*/i;
const QUERY = /[?#]/;

/** Path of a request target, which for a proxy is a whole URL. */
function pathOf(target: string): string {
  const path = target.replace(ABSOLUTE, '');
  const end = path.search(QUERY);
  return (end < 0 ? path : path.slice(0, end)) || '/';
}

/** By what lines are judged. */
export interface LineRules extends Pick<AnalyticsConfig, 'status'> {
  readonly exclusions: Pick<Exclusions, 'ofPlace' | 'ofAddress'>;
  /** What is left out beside that. */
  readonly ignoredPaths: PathPatterns;
  /** What is later, in milliseconds since the epoch, was no request yet. */
  readonly until: number;
}

/** Tells the page views and the missing pages of a log from all else, by the rules of live requests as far as a log knows what they go by. */
export class LineJudge {
  constructor(
    private readonly plan: Pick<ImportPlan, 'site' | 'host'>,
    private readonly sites: SiteResolver,
    private readonly rules: LineRules,
  ) {}

  judge({ at, address, method, target, status, host }: LoggedRequest): 'pageview' | 'miss' | LeftOut {
    if (at > this.rules.until) return 'future';
    if (method !== 'GET') return 'method';
    const isMiss = status === NOT_FOUND;
    if (!isMiss && !this.isSuccess(status)) return 'status';
    const path = pathOf(target);
    if (!asksForPage(NO_HEADERS, path)) return 'part';
    const { site, host: own } = this.plan;
    if (host !== '' && this.sites.forHost(host)?.id !== site.id) return 'host-unknown';
    if (this.rules.ignoredPaths.matches(path)) return 'ignored-path';
    const { exclusions } = this.rules;
    const place = host === '' ? own : host;
    return (
      exclusions.ofPlace(place, path, site.id) ??
      exclusions.ofAddress(address, site.id) ??
      (isMiss ? 'miss' : 'pageview')
    );
  }

  private isSuccess(status: number): boolean {
    return this.rules.status === '2xx' ? status >= OK && status < 300 : status === OK;
  }
}
