import { type INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { CONTRACT_SCHEMAS } from './schemas/contract.schemas.js';
import { describeContract } from './describe-contract.js';
import { describeErrors } from './error-responses.js';
import { eachOperation } from './operations.js';
import { RequestSchemas } from './request-schemas.js';
import { routeInputs } from './route-inputs.js';
import { tagOf, TAGS } from './tags.js';

const builder = (): DocumentBuilder =>
  TAGS.reduce(
    (document, { name, description }) => document.addTag(name, description),
    new DocumentBuilder()
      .setOpenAPIVersion('3.1.0')
      .setTitle('nest-privacy')
      .setDescription('Privacy signals, consent, tracking items and first-party analytics of one application.')
      .setVersion('0.1.0')
      .setLicense('MIT', 'https://spdx.org/licenses/MIT.html')
      .addServer('/')
      .addBearerAuth({ type: 'http', scheme: 'bearer', description: 'An admin token.' }, 'admin'),
  );

/**
 * The OpenAPI 3.1 document. The libraries know nothing of OpenAPI: what requests hold is read off their validation rules, and which errors a
 * route answers off its kind.
 */
export function createApiDocument(app: INestApplication): OpenAPIObject {
  const document = SwaggerModule.createDocument(app, builder().build(), {
    autoTagControllers: false,
    operationIdFactory: (controller, method) => `${controller}.${method}`,
  });
  describeContract(document);
  const inputs = routeInputs(app);
  const schemas = new RequestSchemas();
  for (const { path, method, operation } of eachOperation(document)) {
    operation.tags = [tagOf(path)];
    schemas.describe(operation, inputs.get(operation.operationId ?? ''));
    describeErrors(path, method, operation);
  }
  schemas.complete(document, CONTRACT_SCHEMAS);
  return document;
}
