import { type INestApplicationContext } from '@nestjs/common';
import { type ApiDescription, describeApi, type OpenApiDocument } from '@nest-privacy/core/swagger';
import { ANALYTICS_SCHEMAS } from './analytics.schemas.js';
import { BLOCKED_ROUTES } from './blocked.routes.js';
import { DIAGNOSIS_ROUTES } from './diagnosis.routes.js';
import { EXCLUSION_ROUTES } from './exclusion.routes.js';
import { EXCLUSION_SCHEMAS } from './exclusion.schemas.js';
import { EVENT_ROUTES } from './events.routes.js';
import { STATISTICS_ROUTES } from './statistics.routes.js';

/** What the routes of this package take and answer. */
export const ANALYTICS_API: ApiDescription = {
  tag: { name: 'analytics', description: 'Events and statistics.' },
  schemas: { ...ANALYTICS_SCHEMAS, ...EXCLUSION_SCHEMAS },
  controllers: [EVENT_ROUTES, STATISTICS_ROUTES, EXCLUSION_ROUTES, BLOCKED_ROUTES, DIAGNOSIS_ROUTES],
};

/** Completes the routes of AnalyticsModule in the document that `SwaggerModule.createDocument` made of the application. */
export const describeAnalytics = (app: INestApplicationContext, document: OpenApiDocument): void =>
  describeApi(app, document, ANALYTICS_API);
