import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { type RequestView, requestViewFrom } from '@nest-privacy/core';

/** The request view of a handler's request. */
export const RequestedView = createParamDecorator((_: unknown, context: ExecutionContext): RequestView | undefined =>
  requestViewFrom(context),
);
