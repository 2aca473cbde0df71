import { type INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { describeAnalytics } from '@nest-privacy/analytics/swagger';
import { describeConsent } from '@nest-privacy/consent/swagger';
import { describeApi as describeRoutes } from '@nest-privacy/core/swagger';
import { describeDnt } from '@nest-privacy/dnt/swagger';
import { describeMetrics } from '@nest-privacy/metrics/swagger';
import { describeRights } from '@nest-privacy/rights/swagger';
import { describeTrackingItems } from '@nest-privacy/tracking-items/swagger';
import { ADMIN_TOKENS_API } from './admin-tokens.api.js';
import { HEALTH_API } from './health.api.js';
import { describeOwnRefusals } from './own-refusals.js';

const DESCRIPTION = `Privacy signals, consent, tracking items and first-party analytics of one application.

Errors are problem documents (RFC 9457): program against \`code\`. Every answer has \`Tk\`, the tracking status (W3C TPE), and \`X-Request-Id\`, by which the
log knows it. Lists come in pages: \`nextCursor\` of one is \`cursor\` of the next. A known path that is asked by another method answers 405 with \`Allow\`.
What is no valid HTTP, or has a path that cannot be decoded, is refused before any route: 400, 408, 413, 417, 431.`;

/** The OpenAPI 3.1 document: each package describes its routes, and this application its own. */
export function createApiDocument(app: INestApplication): OpenAPIObject {
  const base = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('nest-privacy')
    .setDescription(DESCRIPTION)
    .setVersion('0.1.0')
    .setLicense('MIT', 'https://spdx.org/licenses/MIT.html')
    .addServer('/', 'This server')
    .build();
  const document = SwaggerModule.createDocument(app, base, {
    autoTagControllers: false,
    operationIdFactory: (controller, method) => `${controller}.${method}`,
  });
  // Of the classes of bodies Nest knows but the names.
  document.components = {};
  for (const describe of [
    describeDnt,
    describeTrackingItems,
    describeConsent,
    describeAnalytics,
    describeRights,
    describeMetrics,
  ])
    describe(app, document);
  for (const api of [HEALTH_API, ADMIN_TOKENS_API]) describeRoutes(app, document, api);
  describeOwnRefusals(document);
  return document;
}
