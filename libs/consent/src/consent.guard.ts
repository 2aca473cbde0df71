import {
  type CanActivate,
  type ExecutionContext,
  Inject,
  Injectable,
  Logger,
  type OnModuleInit,
  Optional,
} from '@nestjs/common';
import { askedIn } from './enforcement/asked.js';
import { anonymise } from './enforcement/anonymise-context.js';
import { ConsentAnswer } from './enforcement/consent-answer.js';
import { ConsentGate } from './enforcement/consent-gate.js';
import { consentRequired } from './enforcement/consent-required.js';
import { type MissingConsent } from './enforcement/missing-consent.js';
import { needsOf } from './enforcement/needs.js';
import { refusalMessage } from './enforcement/refusal-message.js';

/** Where Nest tells the other end nothing of an error that is not of its own making. */
const MESSAGING: readonly string[] = ['ws', 'rpc'];

/**
 * Stands before the handlers that `@RequireConsent` marks: of HTTP, GraphQL, WebSocket and microservices. Decides from the signed cookies without a query,
 * but for a cookie that is older than what memory holds, and for messages that name a subject instead; and fails closed: without a context, and without
 * ConsentModule, nobody passes. What a class and a method require is added up.
 */
@Injectable()
export class ConsentGuard implements CanActivate, OnModuleInit {
  private readonly logger = new Logger(ConsentGuard.name);

  constructor(@Optional() @Inject(ConsentGate) private readonly gate?: ConsentGate) {}

  onModuleInit(): void {
    if (this.gate) return;
    this.logger.error(
      '@RequireConsent refuses everybody: import ConsentModule into this module, or once with isGlobal: true',
    );
  }

  /** @throws ProblemException 403 `CONSENT_REQUIRED` with the members `categories` and `consentUrl`, or what an `exceptionFactory` made */
  canActivate(context: ExecutionContext): boolean | Promise<boolean> {
    const needs = needsOf(context.getHandler(), context.getClass());
    if (!this.gate) throw inTheWayOf(context, consentRequired(needs));
    const missing = this.gate.judge(needs, askedIn(context));
    return missing instanceof Promise
      ? missing.then((found) => this.answer(context, found))
      : this.answer(context, missing);
  }

  private answer(context: ExecutionContext, missing: MissingConsent | undefined): boolean {
    if (!missing) return true;
    this.gate!.count(missing);
    if (missing.mode === 'skip') throw new ConsentAnswer();
    if (missing.mode === 'anonymise' && anonymise(context, missing.identity)) return true;
    throw inTheWayOf(context, this.gate!.errorOf(missing));
  }
}

/** Has a refusal arrive at the other end. */
function inTheWayOf(context: ExecutionContext, error: Error): Error {
  const message = MESSAGING.includes(context.getType()) ? refusalMessage(error) : undefined;
  return message ? new ConsentAnswer(message) : error;
}
