import {
  answer,
  type ControllerDescription,
  describeController,
  inPath,
  problems,
  ref,
  REFUSALS,
  unauthorised,
} from '@nest-privacy/core/swagger';
import { AnalyticsDiagnosisController } from '../analytics-diagnosis.controller.js';
import { DROP_REASONS } from '../event/drop-reason.js';
import { traceUnknown } from '../trace/trace-problems.js';

const { failure } = REFUSALS;
const ID = '01970000-0000-7000-8000-000000000000';

/** Why something was not counted. */
export const DIAGNOSIS_ROUTES: ControllerDescription = describeController(AnalyticsDiagnosisController, {
  drops: {
    summary: 'What this process dropped, by reason',
    description: 'Since its start, with the meaning of each reason. Needs the scope `analytics:read`.',
    admin: true,
    responses: {
      200: answer('The numbers.', ref('AnalyticsDrops'), {
        headers: ['Cache-Control'],
        example: {
          since: '2026-11-01T06:00:00.000Z',
          reasons: [{ reason: 'ignored-path', count: 12, meaning: DROP_REASONS['ignored-path'] }],
        },
      }),
      ...problems(...unauthorised('analytics:read'), failure),
    },
  },
  trace: {
    summary: 'What became of one request',
    description:
      'Send any request with `X-Analytics-Debug: 1` and your credentials; its answer names the trace in `X-Analytics-Trace`. What another process stores is not in it. Needs the scope `analytics:read`.',
    admin: true,
    parameters: [inPath('id', 'As `X-Analytics-Trace` gives it.')],
    responses: {
      200: answer('The steps, in order.', ref('AnalyticsTrace'), {
        headers: ['Cache-Control'],
        example: {
          id: ID,
          at: '2026-11-01T12:00:00.000Z',
          method: 'GET',
          steps: [
            { step: 'page', result: 'ignored-path', detail: '' },
            { step: 'dropped', result: 'ignored-path', detail: DROP_REASONS['ignored-path'] },
          ],
          leftOut: 0,
        },
      }),
      ...problems(...unauthorised('analytics:read'), traceUnknown(), failure),
    },
  },
});
