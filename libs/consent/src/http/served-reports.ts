import { Inject, Injectable } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import {
  Clock,
  Places,
  type RateLimiter,
  RateLimits,
  type RequestView,
  SiteResolver,
  TrustedProxies,
} from '@nest-privacy/core';
import { invalidInput, networkOf, rateLimited } from '@nest-privacy/core/kit';
import { ConsentConfig } from '../consent.config.js';
import { LateSignalNotes } from '../ledger/late-signal-notes.js';
import { ConsentNotices } from '../notice/consent-notices.js';
import { NoticeReader } from '../notice/notice-reader.js';
import { NOTICE_SURFACES, type NoticeSurface, type ServedNotice } from '../notice/served/served-notice.js';
import { ServedNotices } from '../notice/served/served-notices.js';
import { ServedTokens } from '../notice/served/served-tokens.js';
import { noticeUnread } from '../notice/notice-problems.js';
import { VisitorConsentReader } from '../visitor-consent.reader.js';
import { type ServedReport } from './parse-served.js';

/** Versions of notices that are kept elsewhere, of which nobody knows which there were. */
const FEW = 3;

/** Takes what browsers say of the notices that they show: no cookie is set for it, and nothing is written while they wait. */
@Injectable()
export class ServedReports {
  private readonly ofNetwork: RateLimiter | undefined;

  constructor(
    @Inject(ConsentConfig) { rateLimit }: ConsentConfig,
    @Inject(RateLimits) limits: RateLimits,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(NoticeReader) private readonly reader: NoticeReader,
    private readonly notices: ConsentNotices,
    private readonly served: ServedNotices,
    private readonly tokens: ServedTokens,
    private readonly signals: LateSignalNotes,
    private readonly sites: SiteResolver,
    private readonly proxies: TrustedProxies,
    private readonly places: Places,
    private readonly visitors: VisitorConsentReader,
    private readonly host: HttpAdapterHost,
  ) {
    if (rateLimit !== 'off')
      this.ofNetwork = limits.limiter('consent-served', { most: rateLimit.writes, per: rateLimit.per });
  }

  /**
   * Counts the request.
   *
   * @param response the framework's, for `Retry-After`
   * @throws ProblemException 429 `RATE_LIMITED`
   */
  async admit(view: RequestView, response: unknown): Promise<void> {
    const verdict = await this.ofNetwork?.take(networkOf(this.proxies.clientAddress(view)));
    if (verdict === undefined || verdict.allowed) return;
    const refusal = rateLimited('Too many reports at once', verdict);
    this.host.httpAdapter.setHeader(response, 'Retry-After', refusal.headers['Retry-After']!);
    throw refusal;
  }

  /**
   * @returns what the decision upon it may name
   * @throws ProblemException 400 `VALIDATION_FAILED` for a version that the site does not have, 503 `NOTICE_UNREAD` or `SERVED_ENDING`
   */
  async take(view: RequestView, report: ServedReport): Promise<string> {
    const site = this.sites.require(view);
    await this.reader.learn?.(site.id, report.noticeVersion);
    if (this.reader.isKnown?.() === false) throw noticeUnread();
    if (!this.wasShown(site.id, report.noticeVersion))
      throw invalidInput([{ path: 'noticeVersion', detail: 'is no version of the notice of this site' }]);
    const served = this.noticeOf(view, site.id, report);
    const { subjectId } = this.visitors.proof(view, site);
    this.served.note(served, subjectId);
    if (subjectId !== null) this.signals.note(view, site.id, subjectId);
    return this.tokens.make(served);
  }

  /** Those that were published; of a site whose notices are kept elsewhere, today's and a few before, which are on their way still. */
  private wasShown(siteId: string, version: number): boolean {
    const today = this.reader.versionOf(siteId);
    if (version > today) return false;
    if (this.reader.hashOf?.(siteId, today)) return this.reader.hashOf(siteId, version) !== null;
    return version > today - FEW;
  }

  /** What clients say freely would be as many rows as they like: languages and variants are those of the notice, or none. */
  private noticeOf(
    view: RequestView,
    siteId: string,
    { noticeVersion, language, variant, surface }: ServedReport,
  ): ServedNotice {
    const content = this.notices.active(siteId)?.content;
    const said = language ?? '';
    const hasLanguage = content === undefined || said in content.translations;
    const hasVariant = content?.variants.some(({ name }) => name === variant) === true;
    return {
      siteId,
      noticeVersion,
      language: content === undefined ? said.split('-', 1)[0]! : hasLanguage ? said : '',
      variant: hasVariant ? variant! : '',
      surface: surfaceOf(surface),
      country: this.places.of(view).country ?? '',
      at: this.clock.now(),
    };
  }
}

const surfaceOf = (surface: string | null): ServedNotice['surface'] => {
  if (surface === null) return '';
  return NOTICE_SURFACES.includes(surface as NoticeSurface) ? (surface as NoticeSurface) : 'other';
};
