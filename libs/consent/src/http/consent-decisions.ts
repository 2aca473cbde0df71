import { Injectable } from '@nestjs/common';
import { CategoryRegistry, type RequestView } from '@nest-privacy/core';
import { NO_EXPRESSION } from '../decision/decision-expression.js';
import { type DecisionRequest } from '../decision/decision-request.js';
import { ConsentLogin } from '../identity/consent-login.js';
import { isUserUnknown } from '../identity/logged-in-users.js';
import { ConsentLedger, type DecisionOutcome } from '../ledger/consent-ledger.js';
import { ConsentResponder } from './consent-responder.js';
import { idempotencyKeyOf } from './idempotency-key.js';
import { parseDecisionRequest } from './parse-decision-request.js';
import { WriteRate } from './write-rate.js';

/**
 * Takes the decisions of visitors for whatever answers them: the routes of this module, a controller of the application, a GraphQL mutation. Put
 * {@link SameOriginGuard} before it, or another site's page can decide for a visitor.
 */
@Injectable()
export class ConsentDecisions {
  constructor(
    private readonly ledger: ConsentLedger,
    private readonly rate: WriteRate,
    private readonly responder: ConsentResponder,
    private readonly registry: CategoryRegistry,
    private readonly logins: ConsentLogin,
  ) {}

  /**
   * Reads a decision out of what a client sent, as `POST /consent` takes it: `{ decisions: { STATISTICS: 'granted' }, noticeVersion?, … }`.
   *
   * @throws ProblemException 400 `VALIDATION_FAILED`, `ESSENTIALS_REQUIRED` or `DECISION_CONTRADICTORY`
   */
  parse(body: unknown): DecisionRequest {
    return parseDecisionRequest(body, this.registry);
  }

  /** The decision that takes everything back, whatever was shown. */
  withdrawal(): DecisionRequest {
    return {
      kind: 'withdraw',
      decisions: Object.fromEntries(this.registry.optional.map((category) => [category, 'denied'])),
      method: 'withdraw',
      noticeVersion: null,
      catalogueVersion: null,
      language: null,
      acknowledgedSignals: [],
      givenAt: null,
      expression: NO_EXPRESSION,
    };
  }

  /**
   * Records a decision, under the request's `Idempotency-Key` where it has one, and gives the browser its cookies.
   *
   * @param response the framework's, Express' or Fastify's, whose headers are not sent yet
   * @throws ProblemException 429 `RATE_LIMITED`, and what {@link ConsentLedger.decide} throws
   */
  async take(view: RequestView, response: unknown, request: DecisionRequest): Promise<DecisionOutcome> {
    await this.rate.take(view, request, response);
    await this.enter(view, request);
    const outcome = await this.ledger.decide(view, request, idempotencyKeyOf(view));
    this.responder.giveCookies(view, response, outcome.stored);
    return outcome;
  }

  /**
   * Has a browser go on as the subject of the user who is logged in, as the `SubjectResolver` tells; to be called where the application logs somebody in, and not
   * needed for a decision, which does it by itself. What the browser decided before comes along: of each category the newest express decision counts. A browser
   * that brings another user's cookies loses them.
   *
   * @param response the framework's, Express' or Fastify's, whose headers are not sent yet
   * @throws ProblemException 503 `USER_UNRESOLVED`, 500 `USER_INVALID`, 421 `SITE_UNKNOWN`
   */
  async login(view: RequestView, response: unknown): Promise<void> {
    const entered = await this.logins.enter(view, false);
    if (entered === 'stranger') this.responder.takeCookies(view, response);
    else if (entered !== null) this.responder.giveCookies(view, response, entered);
  }

  /** Whoever only narrows what is allowed is not kept from it because nobody can tell who they are. */
  private async enter(view: RequestView, { decisions }: DecisionRequest): Promise<void> {
    try {
      await this.logins.enter(view, true);
    } catch (error) {
      if (!isUserUnknown(error) || Object.values(decisions).includes('granted')) throw error;
    }
  }
}
