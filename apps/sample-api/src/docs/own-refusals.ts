import { jsonMalformed } from '@nest-privacy/core/kit';
import { mergeResponses, problems, type ResponseDescriptions } from '@nest-privacy/core/swagger';
import { type OpenAPIObject } from '@nestjs/swagger';
import { bodyIncomplete, bodyTooLarge, mediaTypeUnsupported, textMalformed } from '../http/body-problems.js';
import { BODY_LIMIT } from '../http/request-body.js';

const OF_BODIES = problems(
  jsonMalformed(undefined),
  textMalformed(undefined),
  bodyIncomplete(undefined),
  bodyTooLarge(BODY_LIMIT),
  mediaTypeUnsupported(),
);

interface Operation {
  readonly requestBody?: unknown;
  responses: ResponseDescriptions;
}

/** Adds what this application's own reader of bodies refuses, before any route sees the request. */
export function describeOwnRefusals({ paths }: OpenAPIObject): void {
  for (const item of Object.values(paths) as Record<string, Operation>[])
    for (const operation of Object.values(item))
      if (operation.requestBody !== undefined) operation.responses = mergeResponses(operation.responses, OF_BODIES);
}
