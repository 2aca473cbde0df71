import { ProblemException } from '@nest-privacy/core';

/** 404: this process keeps no trace with this id. */
export const traceUnknown = (): ProblemException =>
  new ProblemException({
    status: 404,
    code: 'TRACE_UNKNOWN',
    title: 'This process has no such trace',
    detail:
      'Traces are kept for 15 minutes, the latest 1000, by the process that answered the request, and only where its sender holds the scope analytics:read. Send the request again with the same credentials and X-Analytics-Debug: 1, and where several processes answer, ask until it is that one.',
  });
