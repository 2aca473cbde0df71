import { type RequestView } from '@nest-privacy/core';
import { newId, type RawRequestListener } from '@nest-privacy/core/kit';

const WELL_FORMED = /^[A-Za-z0-9._-]{1,64}$/;
const REQUEST_ID = Symbol.for('@nest-privacy/sample-api:request-id');

/** The id by which a request is found again in the log: the client's `X-Request-Id` where it is well-formed, else a new one. */
export const requestIdOf = (view: RequestView): string =>
  view.memo(REQUEST_ID, () => {
    const claimed = view.header('x-request-id');
    return claimed !== undefined && WELL_FORMED.test(claimed) ? claimed : newId();
  });

/** Tells the client the id. */
export const answerRequestId: RawRequestListener = (view, _request, response) => {
  response.setHeader('X-Request-Id', requestIdOf(view));
};
