/** How the packages describe their routes in a host's OpenAPI document; needs nothing of `@nestjs/swagger`. */
export { auditedRoute } from './audited-route.js';
export { describeApi } from './describe-api.js';
export {
  type ApiDescription,
  type ControllerDescription,
  describeController,
  type ExampleDescription,
  type HeaderDescription,
  type MediaDescription,
  type OpenApiDocument,
  type ParameterDescription,
  type ResponseDescription,
  type ResponseDescriptions,
  type RouteDescription,
  type RoutesOf,
} from './description.js';
export { ADMIN_SECURITY } from './document-writer.js';
export { HEADERS, REQUEST_HEADERS } from './headers.js';
export { inPath, inQuery, PAGE, SITE } from './parameters.js';
export { invalid, REFUSALS, unauthorised } from './refusals.js';
export { answer, emptyAnswer, mergeResponses, type NamedHeaders, problems, type Refusal } from './responses.js';
export {
  COUNT,
  described,
  ID,
  INTEGER,
  list,
  object,
  oneOf,
  orNull,
  page,
  PROBLEM,
  record,
  ref,
  type Schema,
  type Schemas,
  text,
  TIME,
} from './schema.js';
