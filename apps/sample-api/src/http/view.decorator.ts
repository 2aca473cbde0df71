import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { requestViewFrom } from '@nest-privacy/core';

/** The request, read the same way on Express and Fastify. */
export const View = createParamDecorator((_data: unknown, context: ExecutionContext) => requestViewFrom(context));
