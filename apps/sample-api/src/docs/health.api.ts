import {
  answer,
  type ApiDescription,
  described,
  describeController,
  list,
  object,
  oneOf,
  problems,
  record,
  ref,
  REFUSALS,
  type Schemas,
} from '@nest-privacy/core/swagger';
import { HealthController, isEnding } from '../health/health.controller.js';

const SCHEMAS: Schemas = {
  Liveness: object({ status: oneOf('ok') }),
  Readiness: object({
    status: described(oneOf('ok', 'degraded'), 'Degraded while a part is down.'),
    missing: described(list({ type: 'string' }), 'The parts that are down; their work is answered 503, or waits.'),
    details: record(
      described({ ...object({ status: oneOf('up', 'down') }), additionalProperties: true }, 'How one part is.'),
    ),
  }),
};

/** Liveness and readiness. */
export const HEALTH_API: ApiDescription = {
  tag: { name: 'health', description: 'Liveness and readiness.' },
  schemas: SCHEMAS,
  controllers: [
    describeController(HealthController, {
      live: {
        summary: 'Whether the process lives',
        description: 'Asks nobody else.',
        responses: {
          200: answer('It does.', ref('Liveness'), { headers: ['Cache-Control'], example: { status: 'ok' } }),
          ...problems(REFUSALS.failure),
        },
      },
      ready: {
        summary: 'Whether the process can do its work',
        description:
          'Guards and pages need neither database nor queue, so that it stays 200 while one of them is away.',
        responses: {
          200: answer('It serves requests.', ref('Readiness'), {
            headers: ['Cache-Control'],
            example: { status: 'ok', missing: [], details: { database: { status: 'up' } } },
          }),
          ...problems(REFUSALS.failure, isEnding()),
        },
      },
    }),
  ],
};
