import { Reflector } from '@nestjs/core';
import { type RequestView } from './request-view.js';

const NO_PAGE = Reflector.createDecorator<true>({ key: '@nest-privacy/core:no-page' });
const ANSWERED = Symbol.for('@nest-privacy/core:no-page');

/**
 * Says of a controller or a route that what it answers is no page of the site, such as an API or a probe, and tells nothing of an audience: analytics leaves
 * it out, wherever the application mounts it.
 */
export const NoPage = (): MethodDecorator & ClassDecorator => NO_PAGE(true);

/** Whether a handler or one of its classes is marked by {@link NoPage}. */
export const isNoPage = (...targets: readonly object[]): boolean =>
  targets.some((target) => Reflect.getMetadata(NO_PAGE.KEY, target) === true);

/** Says the same of one answer, for those that no route gives. */
export const answerNoPage = (view: RequestView): void => view.remember(ANSWERED, true);

/** Whether {@link answerNoPage} was said of this request's answer. */
export const isAnsweredNoPage = (view: RequestView): boolean => view.memo(ANSWERED, () => false);
