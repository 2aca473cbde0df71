import { Reflector } from '@nestjs/core';

/** Metadata of {@link WithoutBody}. */
export const WITHOUT_BODY = Reflector.createDecorator<true>({ key: '@nest-privacy/core:without-body' });

/**
 * Marks a handler that reads no body, so that a request without one may name a `Content-Type` all the same, as many clients do with every request. Express
 * forgives that by itself, Fastify refuses it.
 */
export const WithoutBody = (): MethodDecorator => WITHOUT_BODY(true);
