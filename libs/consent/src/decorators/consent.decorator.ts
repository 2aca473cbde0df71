import { RequestedView } from '../http/requested-view.decorator.js';
import { VisitorConsentPipe } from './visitor-consent.pipe.js';

/**
 * The {@link VisitorConsent} of whoever sends the request, as a handler's parameter.
 *
 * @example
 * page(\@Consent() consent: VisitorConsent) { return consent.allowed.STATISTICS; }
 */
export const Consent = (): ParameterDecorator => RequestedView(VisitorConsentPipe);
