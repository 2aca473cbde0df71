import { type INestApplicationContext } from '@nestjs/common';
import { type ApiDescription, describeApi, type OpenApiDocument } from '@nest-privacy/core/swagger';
import { ADMIN_ROUTES } from './admin.routes.js';
import { AUDIT_ROUTES } from './audit.routes.js';
import { PERSON_ROUTES } from './person.routes.js';
import { RIGHTS_SCHEMAS } from './rights.schemas.js';

/** What the routes of this package take and answer. */
export const RIGHTS_API: ApiDescription = {
  tag: { name: 'rights', description: 'What is kept of persons: export and erasure, and who looked at it.' },
  schemas: RIGHTS_SCHEMAS,
  controllers: [PERSON_ROUTES, ADMIN_ROUTES, AUDIT_ROUTES],
};

/** Completes the routes of RightsModule in the document that `SwaggerModule.createDocument` made of the application. */
export const describeRights = (app: INestApplicationContext, document: OpenApiDocument): void =>
  describeApi(app, document, RIGHTS_API);
