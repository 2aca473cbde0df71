import { Inject, Injectable } from '@nestjs/common';
import { CategoryRegistry, Clock, type RequestView, SiteResolver } from '@nest-privacy/core';
import { Ports } from '@nest-privacy/core/kit';
import { CatalogueInForce, type CatalogueView } from '../catalogue/catalogue-in-force.js';
import { ConsentConfig } from '../consent.config.js';
import { type DecisionProof } from '../decision/decision-expression.js';
import { type DecisionRequest } from '../decision/decision-request.js';
import { LoggedInUsers } from '../identity/logged-in-users.js';
import { NO_DETAILS, PersonalDetailsReader } from '../identity/personal-details.js';
import { NoticeReader } from '../notice/notice-reader.js';
import { ConsentInterop } from '../interop/consent-interop.js';
import { type ServedNotice } from '../notice/served/served-notice.js';
import { ServedNotices } from '../notice/served/served-notices.js';
import { ServedTokens } from '../notice/served/served-tokens.js';
import { ConsentPolicy } from '../policy/consent-policy.js';
import { ConsentSubjects } from '../subjects/consent-subjects.js';
import { CookieSubjects } from '../subjects/cookie-subjects.js';
import { VisitorConsentReader } from '../visitor-consent.reader.js';
import { assertGivenAt } from './assert-given-at.js';
import { type DecisionContext, type ShownCatalogue } from './entry-composer.js';
import { fingerprintOf } from './request-fingerprint.js';
import { SubjectMaker } from './subject-maker.js';

/** Gathers the circumstances of a decision before it is written. */
@Injectable()
export class DecisionContexts {
  /** By what a subject that a request names is known. */
  private readonly known: DecisionProof;

  constructor(
    @Inject(ConsentConfig) private readonly config: ConsentConfig,
    @Inject(Clock) private readonly clock: Clock,
    private readonly registry: CategoryRegistry,
    private readonly sites: SiteResolver,
    private readonly subjects: SubjectMaker,
    private readonly visitors: VisitorConsentReader,
    private readonly policy: ConsentPolicy,
    private readonly catalogues: CatalogueInForce,
    @Inject(NoticeReader) private readonly notices: NoticeReader,
    private readonly served: ServedNotices,
    private readonly tokens: ServedTokens,
    private readonly interop: ConsentInterop,
    private readonly ports: Ports,
    private readonly users: LoggedInUsers,
    private readonly details: PersonalDetailsReader,
    @Inject(ConsentSubjects) identity: ConsentSubjects,
  ) {
    this.known = identity instanceof CookieSubjects ? 'subject-cookie' : 'application';
  }

  /** @throws ProblemException 400 `VALIDATION_FAILED` when it was given in the future, 421 `SITE_UNKNOWN` */
  async of(view: RequestView, request: DecisionRequest, idempotencyKey: string | null): Promise<DecisionContext> {
    const site = this.sites.require(view);
    const now = this.clock.now();
    assertGivenAt(request, now);
    const strings = this.interop.read(request.strings, now);
    const catalogue = await this.catalogues.ofDecision(site.id, request.catalogueVersion);
    const shown = await this.shown(site.id, request, catalogue);
    await this.visitors.settle(view);
    const proof = this.visitors.proof(view, site);
    // Shown by a process that knows of a notice which was not heard of here yet.
    await this.notices.learn?.(site.id, Math.max(request.noticeVersion ?? 0, proof.stored?.noticeVersion ?? 0));
    const notice = this.policy.notice(site.id);
    const noticeVersion = request.noticeVersion ?? notice.noticeVersion;
    const told = this.toldBy(site.id, request, noticeVersion, now);
    const mayWiden = this.users.mayWiden(view);
    const keyed = idempotencyKey === null ? null : { key: idempotencyKey, fingerprint: fingerprintOf(request) };
    const asking = { terms: this.policy.termsOf(view, site.id), signals: this.ports.signals.read(view) };
    const owner =
      proof.subjectId === null
        ? this.subjects.make(view, site.id, keyed)
        : { siteId: site.id, subjectId: proof.subjectId, isNew: false };
    return {
      proof,
      provenBy: proof.subjectId === null ? 'new-subject' : this.users.isEntered(view) ? 'session' : this.known,
      owner,
      seal: NO_DETAILS,
      mayWiden,
      categories: this.registry.optional,
      request,
      ...asking,
      gpcAffects: this.config.gpcAffects,
      catalogue,
      shown,
      ...notice,
      told,
      shownSince: await this.shownSince(site.id, proof.subjectId, noticeVersion, told),
      isNoticeKnown: this.notices.isKnown?.() !== false,
      takesNotice: this.takesNotice(site.id, request),
      noticeHash: this.notices.hashOf?.(site.id, noticeVersion) ?? null,
      interopOf: (stored) =>
        this.interop.ofRecord(stored.decisions, this.policy.evaluate(site.id, stored, asking).allowed, strings),
      keyed,
      now,
    };
  }

  /** The same decision for a subject that nobody has met. */
  forFresh(context: DecisionContext): DecisionContext {
    return { ...context, owner: this.subjects.fresh(context.owner.siteId) };
  }

  /** With the details of whoever decides, for which a key may have to be made: for what is going to be written alone. */
  async detailed(view: RequestView, context: DecisionContext): Promise<DecisionContext> {
    return { ...context, seal: await this.details.of(view, context.owner, context.owner.isNew) };
  }

  /**
   * The same decision for a subject of this browser's own, where the one that it names cannot be who decides.
   *
   * @param isErased whether nothing of what the browser shows counts any more
   */
  forAnother(view: RequestView, context: DecisionContext, isErased: boolean): DecisionContext {
    const { siteId, subjectId } = context.owner;
    const made = this.subjects.make(view, siteId, context.keyed);
    // A key leads to the same subject again, which may be the very one that was refused.
    const owner = made.subjectId === subjectId ? this.subjects.fresh(siteId) : made;
    return {
      ...context,
      owner,
      provenBy: 'new-subject',
      shownSince: context.told?.at ?? null,
      proof: { subjectId: null, stored: isErased ? null : context.proof.stored },
    };
  }

  private takesNotice(siteId: string, { noticeVersion, decisions }: DecisionRequest): boolean {
    if (noticeVersion === null) return false;
    const granted = this.registry.optional.filter((category) => decisions[category] === 'granted');
    return this.notices.takes?.(siteId, noticeVersion, granted) === true;
  }

  /** The showing that a decision proves, if it is of the notice that the decision is upon. */
  private toldBy(siteId: string, { servedToken }: DecisionRequest, version: number, now: number): ServedNotice | null {
    const told = servedToken === undefined ? null : this.tokens.open(siteId, servedToken, now);
    return told?.noticeVersion === version ? told : null;
  }

  private async shownSince(
    siteId: string,
    subjectId: string | null,
    version: number,
    told: ServedNotice | null,
  ): Promise<number | null> {
    const since = subjectId === null ? null : await this.served.since(siteId, subjectId, version);
    return since ?? told?.at ?? null;
  }

  /** What the client says to have shown, and otherwise what is shown today. */
  private async shown(
    siteId: string,
    { catalogueVersion: said }: DecisionRequest,
    { version }: CatalogueView,
  ): Promise<ShownCatalogue | null> {
    if (said === null || said === version?.version) return version;
    return { version: said, sha256: await this.catalogues.earlier(siteId, said) };
  }
}
