import { type INestApplicationContext } from '@nestjs/common';
import { type ApiDescription, describeApi, type OpenApiDocument } from '@nest-privacy/core/swagger';
import { ADMIN_ROUTES } from './admin.routes.js';
import { EXCHANGE_ROUTES } from './exchange.routes.js';
import { PUBLIC_ROUTES } from './public.routes.js';
import { TRACKING_ITEMS_SCHEMAS } from './tracking-items.schemas.js';
import { UNDECLARED_ROUTES } from './undeclared.routes.js';

/** What the routes of this package take and answer. */
export const TRACKING_ITEMS_API: ApiDescription = {
  tag: { name: 'tracking-items', description: 'The catalogue of what tracks.' },
  schemas: TRACKING_ITEMS_SCHEMAS,
  controllers: [PUBLIC_ROUTES, EXCHANGE_ROUTES, UNDECLARED_ROUTES, ADMIN_ROUTES],
};

/** Completes the routes of TrackingItemsModule in the document that `SwaggerModule.createDocument` made of the application. */
export const describeTrackingItems = (app: INestApplicationContext, document: OpenApiDocument): void =>
  describeApi(app, document, TRACKING_ITEMS_API);
