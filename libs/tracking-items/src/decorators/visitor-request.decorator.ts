import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { type RequestView, requestViewFrom } from '@nest-privacy/core';

/** The request as the suite sees it, the same on every HTTP adapter. */
export const VisitorRequest = createParamDecorator((_: unknown, context: ExecutionContext): RequestView =>
  requestViewFrom(context)!,
);
