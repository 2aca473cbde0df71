import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { askedIn } from '../enforcement/asked.js';
import { VisitorConsentPipe } from './visitor-consent.pipe.js';

const AskedConsent = createParamDecorator((_: unknown, context: ExecutionContext) => askedIn(context));

/**
 * The {@link VisitorConsent} of whoever sends the request or the message, as a handler's parameter.
 *
 * @example
 * page(\@Consent() consent: VisitorConsent) { return consent.allowed.STATISTICS; }
 */
export const Consent = (): ParameterDecorator => AskedConsent(VisitorConsentPipe);
