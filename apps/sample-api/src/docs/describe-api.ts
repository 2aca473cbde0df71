import { type INestApplication } from '@nestjs/common';
import { SwaggerModule } from '@nestjs/swagger';
import { createApiDocument } from './api-document.js';

/** Serves the description of the API at `/docs-json` and a page that shows it at `/docs`, from this server alone. */
export function describeApi(app: INestApplication): void {
  SwaggerModule.setup('docs', app, () => createApiDocument(app), {
    jsonDocumentUrl: 'docs-json',
    raw: ['json'],
    customSiteTitle: 'nest-privacy: the API',
  });
}
