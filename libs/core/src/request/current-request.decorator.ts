import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { requestViewFrom } from './request-view-from.js';

/** The request behind a handler as a {@link RequestView}, on every transport; `undefined` where a context carries none. */
export const CurrentRequest = createParamDecorator((_: unknown, context: ExecutionContext) => requestViewFrom(context));
