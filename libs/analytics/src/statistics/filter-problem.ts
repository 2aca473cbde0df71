import { ProblemException } from '@nest-privacy/core';

/** What is wrong with a filter, and where. */
export interface FilterFault {
  /** Such as `filter.and[1].value`. */
  readonly path: string;
  readonly detail: string;
}

/** 400: it is no filter. */
export const filterInvalid = (fault: FilterFault): ProblemException =>
  new ProblemException({
    status: 400,
    code: 'FILTER_INVALID',
    title: 'The filter is not valid',
    detail: `"${fault.path}" ${fault.detail}. A filter is { dimension, operator, value }, { and: [ … ] }, { or: [ … ] } or { not: … }.`,
    errors: [fault],
  });
