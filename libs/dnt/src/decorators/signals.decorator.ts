import { CurrentRequest } from '@nest-privacy/core';
import { PrivacySignalsPipe } from './privacy-signals.pipe.js';

/** The signals of the request, as {@link PrivacySignals} of core: in HTTP, GraphQL, WebSocket and RPC handlers. Where a context has no request, nothing was expressed. */
export const Signals = (): ParameterDecorator => CurrentRequest(PrivacySignalsPipe);
