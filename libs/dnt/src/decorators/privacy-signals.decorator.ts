import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { requestViewFrom } from '@nest-privacy/core';
import { PrivacySignalsPipe } from './privacy-signals.pipe.js';

const requestView = createParamDecorator((_: unknown, context: ExecutionContext) => requestViewFrom(context));

/** The signals of the request, as {@link PrivacySignals} of core: in HTTP, GraphQL, WebSocket and RPC handlers. Where a context has no request, nothing was expressed. */
export const PrivacySignals = (): ParameterDecorator => requestView(PrivacySignalsPipe);
