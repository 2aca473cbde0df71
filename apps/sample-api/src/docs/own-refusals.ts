import { problemOf } from '@nest-privacy/core';
import { invalidInput, jsonMalformed } from '@nest-privacy/core/kit';
import {
  HEADERS,
  mergeResponses,
  problems,
  type ResponseDescription,
  type ResponseDescriptions,
} from '@nest-privacy/core/swagger';
import { type OpenAPIObject } from '@nestjs/swagger';
import { bodyIncomplete, bodyTooLarge, mediaTypeUnsupported, textMalformed } from '../http/body-problems.js';
import { BODY_LIMIT } from '../http/request-body.js';
import { FORMS } from '../site/forms.js';

const OF_BODIES = problems(
  jsonMalformed(undefined),
  invalidInput([{ path: 'decisions', detail: 'is there more than once' }]),
  textMalformed(undefined),
  bodyIncomplete(undefined),
  bodyTooLarge(BODY_LIMIT),
  mediaTypeUnsupported(),
  // Fastify's own, of what is no media type at all.
  problemOf({ statusCode: 415, message: 'Unsupported Media Type' }),
);

/** People who sent a form are shown a page instead of the problem document. */
const PAGE: ResponseDescription = {
  description: 'Who asks for `text/html` is shown a page.',
  headers: { Vary: HEADERS.Vary },
  content: { 'text/html': { schema: { type: 'string' } } },
};

const pagesFor = (responses: ResponseDescriptions): ResponseDescriptions =>
  Object.fromEntries(Object.keys(responses).flatMap((status) => (Number(status) >= 400 ? [[status, PAGE]] : [])));

interface Operation {
  responses: ResponseDescriptions;
}

/** Adds what this application refuses by itself: in its reader of bodies, before any route sees the request, and by a page instead of a document. */
export function describeOwnRefusals({ paths }: OpenAPIObject): void {
  for (const item of Object.values(paths) as Record<string, Operation>[])
    for (const [method, operation] of Object.entries(item))
      if (method !== 'get') operation.responses = mergeResponses(operation.responses, OF_BODIES);
  for (const path of FORMS.keys()) {
    const form = paths[path]?.post as unknown as Operation | undefined;
    if (form) form.responses = mergeResponses(form.responses, pagesFor(form.responses));
  }
}
