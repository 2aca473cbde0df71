import { type INestApplicationContext } from '@nestjs/common';
import {
  answer,
  type ApiDescription,
  describeApi,
  describeController,
  type OpenApiDocument,
  problems,
  REFUSALS,
} from '@nest-privacy/core/swagger';
import { MetricsScrape } from '../scrape/metrics-scrape.js';
import { servedElsewhere } from '../metrics.guard.js';
import { tokenRequired } from '../server/bearer-token.js';

const ROUTES = describeController(MetricsScrape, {
  scrape: {
    summary: 'Metrics for Prometheus',
    description: 'In the text format of Prometheus. With the option `token`, only for who shows it as a bearer token.',
    responses: {
      200: answer(
        'The metrics of this moment.',
        { type: 'string' },
        {
          type: 'text/plain',
          headers: ['Cache-Control'],
          example: '# TYPE privacy_consent_decisions_total counter\n',
        },
      ),
      ...problems(tokenRequired(), servedElsewhere(), REFUSALS.failure),
    },
  },
});

/** What the routes of this package take and answer. */
export const METRICS_API: ApiDescription = {
  tag: { name: 'metrics', description: 'What Prometheus reads.' },
  schemas: {},
  controllers: [ROUTES],
};

/** Completes the route of MetricsModule in the document that `SwaggerModule.createDocument` made of the application. */
export const describeMetrics = (app: INestApplicationContext, document: OpenApiDocument): void =>
  describeApi(app, document, METRICS_API);
