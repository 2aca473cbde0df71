import { type RequestView } from './request-view.js';

const SHARED = Symbol.for('@nest-privacy/core:shared-answer');

/**
 * Says of one answer that it is the same for everybody, such as a file of a package: it follows no visitor, and any cache may keep it, so that nothing
 * in its headers may depend on who asks.
 */
export const answerForAll = (view: RequestView): void => view.remember(SHARED, true);

/** Whether {@link answerForAll} was said of this request's answer. */
export const isAnsweredForAll = (view: RequestView): boolean => view.memo(SHARED, () => false);
