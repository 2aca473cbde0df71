import { type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import {
  type ConsentCategory,
  ConsentReader,
  type ConsentSnapshot,
  ESSENTIALS,
  type RequestLike,
  RequestView,
  requestViewFrom,
} from '@nest-privacy/core';
import { type VisitorConsent } from './decision/visitor-consent.js';
import { SubjectConsents } from './ledger/subject-consents.js';
import { VisitorConsentReader } from './visitor-consent.reader.js';

/** Where consent may be asked for: a request in any form (of a socket that which opened it, for it knows the scheme), or Nest's execution context. */
export type ConsentTarget = RequestView | RequestLike | ExecutionContext;

const isContext = (target: ConsentTarget): target is ExecutionContext =>
  typeof (target as ExecutionContext).switchToHttp === 'function';

function viewOf(target: ConsentTarget | null | undefined): RequestView | undefined {
  if (typeof target !== 'object' || target === null) return undefined;
  if (target instanceof RequestView) return target;
  if (isContext(target)) return requestViewFrom(target);
  const raw = (target as { raw?: RequestLike }).raw ?? target;
  return typeof raw.headers === 'object' ? RequestView.of(raw) : undefined;
}

const isWhole = (consent: ConsentSnapshot): consent is VisitorConsent => 'promptRequired' in consent;

/** Answers what a visitor allows, by the bound {@link ConsentReader}: this module's own, or one of the application. Never writes. */
@Injectable()
export class ConsentService {
  constructor(
    @Inject(ConsentReader) private readonly reader: ConsentReader,
    @Inject(VisitorConsentReader) private readonly visitors: Pick<VisitorConsentReader, 'complete'>,
    @Inject(SubjectConsents) private readonly subjects: Pick<SubjectConsents, 'of'>,
  ) {}

  /** What is known of the visitor now; every question is answered anew. */
  read(view: RequestView): VisitorConsent {
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
    if (view === undefined) return categories.filter((category) => category !== ESSENTIALS);
    const { allowed } = this.reader.read(view);
    return categories.filter((category) => allowed[category] !== true);
  }

  /**
   * Where a subject's consent stands now, for work without a request: jobs, schedules, messages. Read from the database with every call, so that a
   * withdrawal counts wherever it was made. Only what was granted counts, whatever the regime; the signals are those that came with the newest decision.
   *
   * @param subjectId as {@link VisitorConsent} told it when the work was ordered
   * @throws DatabaseUnavailableException when it cannot be read
   */
  readSubject(siteId: string, subjectId: string): Promise<VisitorConsent> {
    return this.subjects.of(siteId, subjectId);
  }

  /**
   * Whether a subject allows every one of the categories now, as {@link readSubject} tells. Who never decided, has withdrawn, or is unknown here allows
   * ESSENTIALS only; expiry, notice and catalogue count as they do for a request.
   *
   * @throws DatabaseUnavailableException when it cannot be read
   */
  async allowsSubject(siteId: string, subjectId: string, ...categories: readonly ConsentCategory[]): Promise<boolean> {
    const { allowed } = await this.readSubject(siteId, subjectId);
    return categories.every((category) => allowed[category] === true);
  }
}
