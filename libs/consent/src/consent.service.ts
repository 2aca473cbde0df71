import { type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import {
  type ConsentCategory,
  ConsentReader,
  type ConsentSnapshot,
  ESSENTIALS,
  type PrivacySignals,
  type RequestLike,
  type RequestView,
} from '@nest-privacy/core';
import { ConsentCarriers } from './carrier/consent-carriers.js';
import { type VisitorConsent } from './decision/visitor-consent.js';
import { isAnonymousRequest } from './enforcement/anonymity.js';
import { viewOf } from './enforcement/asked.js';
import { SubjectConsents } from './ledger/subject-consents.js';
import { VisitorConsentReader } from './visitor-consent.reader.js';

/** Where consent may be asked for: a request in any form (of a socket that which opened it, for it knows the scheme), or Nest's execution context. */
export type ConsentTarget = RequestView | RequestLike | ExecutionContext;

const isWhole = (consent: ConsentSnapshot): consent is VisitorConsent => 'promptRequired' in consent;

/** Answers what a visitor allows, by the bound {@link ConsentReader}: this module's own, or one of the application. Never writes. */
@Injectable()
export class ConsentService {
  constructor(
    @Inject(ConsentReader) private readonly reader: ConsentReader,
    @Inject(VisitorConsentReader) private readonly visitors: Pick<VisitorConsentReader, 'complete' | 'nobody'>,
    @Inject(SubjectConsents) private readonly subjects: Pick<SubjectConsents, 'of'>,
    @Inject(ConsentCarriers) private readonly carriers: Pick<ConsentCarriers, 'make' | 'open'>,
  ) {}

  /** What is known of the visitor now; every question is answered anew. */
  read(view: RequestView): VisitorConsent {
    if (isAnonymousRequest(view)) return this.anonymous();
    const consent = this.reader.read(view);
    return isWhole(consent) ? consent : this.visitors.complete(view, consent);
  }

  /**
   * Has the database asked where memory cannot tell whether a cookie still counts, which is rare; until then the cookie grants nothing. Whoever can wait,
   * waits before asking.
   *
   * @returns `undefined` when all is known; never rejects
   */
  settle(target: ConsentTarget | null | undefined): Promise<void> | undefined {
    const view = viewOf(target);
    return view && this.reader.settle?.(view);
  }

  /**
   * Whether every one of the categories is allowed now. A cookie of which memory cannot tell whether it still counts allows nothing until {@link settle} or
   * the next question.
   *
   * @param target without a request behind it, ESSENTIALS only is allowed
   */
  allows(target: ConsentTarget | null | undefined, ...categories: readonly ConsentCategory[]): boolean {
    return this.missing(target, categories).length === 0;
  }

  /** Those of the categories that are not allowed now. */
  missing(target: ConsentTarget | null | undefined, categories: readonly ConsentCategory[]): ConsentCategory[] {
    const view = viewOf(target);
    if (view === undefined || isAnonymousRequest(view)) return categories.filter((category) => category !== ESSENTIALS);
    return missingOf(this.reader.read(view), categories);
  }

  /** What is known of nobody. */
  nobody(): VisitorConsent {
    return this.visitors.nobody();
  }

  /** What code is told that runs as for nobody. */
  anonymous(): VisitorConsent {
    return { ...this.nobody(), anonymised: true };
  }

  /**
   * Where a subject's consent stands now, for work without a request: jobs, schedules, messages. Read from the database with every call, so that a
   * withdrawal counts wherever it was made. Only what was granted counts, whatever the regime. A `ConsentReader` of the application is asked by its `readSubject`, and
   * without one nobody has decided anything.
   *
   * @param subjectId as {@link VisitorConsent} told it when the work was ordered
   * @param signals of the request that ordered the work. Default: those that came with the newest decision
   * @throws DatabaseUnavailableException when it cannot be read
   */
  async readSubject(siteId: string, subjectId: string, signals?: PrivacySignals): Promise<VisitorConsent> {
    if (Object.is(this.reader, this.visitors)) return this.subjects.of(siteId, subjectId, signals);
    return { ...this.nobody(), ...(await this.reader.readSubject?.(siteId, subjectId, signals)) };
  }

  /**
   * Whether a subject allows every one of the categories now, as {@link readSubject} tells. Who never decided, has withdrawn, or is unknown here allows
   * ESSENTIALS only; expiry, notice and catalogue count as they do for a request.
   *
   * @throws DatabaseUnavailableException when it cannot be read
   */
  async allowsSubject(siteId: string, subjectId: string, ...categories: readonly ConsentCategory[]): Promise<boolean> {
    return missingOf(await this.readSubject(siteId, subjectId), categories).length === 0;
  }

  /**
   * A signed text that tells a job or a message whom it is about: put it into the data as `consent`, where `@RequireConsent` looks for it. It names the
   * subject and what their browser says of DNT and GPC, and grants nothing: what counts is what they allow when the work is done.
   *
   * @returns `null` for who never decided, for whom nothing is done later either
   */
  carry(target: ConsentTarget | null | undefined): string | null {
    const view = viewOf(target);
    return view ? this.carriers.make(view, this.read(view).subjectId) : null;
  }

  /**
   * Where the consent of whoever a carrier names stands now, as {@link readSubject} tells.
   *
   * @param carrier as {@link carry} made it; an altered one, and anything else, names nobody
   * @throws DatabaseUnavailableException when it cannot be read
   */
  async readCarried(carrier: unknown): Promise<VisitorConsent> {
    const carried = this.carriers.open(carrier);
    return carried ? this.readSubject(carried.siteId, carried.subjectId, carried.signals) : this.nobody();
  }

  /**
   * Whether whoever a carrier names allows every one of the categories now.
   *
   * @throws DatabaseUnavailableException when it cannot be read
   */
  async allowsCarried(carrier: unknown, ...categories: readonly ConsentCategory[]): Promise<boolean> {
    return missingOf(await this.readCarried(carrier), categories).length === 0;
  }
}

const missingOf = ({ allowed }: ConsentSnapshot, categories: readonly ConsentCategory[]): ConsentCategory[] =>
  categories.filter((category) => allowed[category] !== true);
