import { type Readable } from 'node:stream';
import { type CategoryRegistry, type RequestView } from '@nest-privacy/core';
import { parseStrictJson, readText } from '@nest-privacy/core/kit';
import { type DecisionRequest } from '../decision/decision-request.js';
import { parseDecisionRequest } from './parse-decision-request.js';
import { parseForm } from './parse-form.js';
import { bodyTooLarge, mediaTypeUnsupported } from './request-problems.js';

/** Largest body of a decision, in bytes. */
export const DECISION_BODY_MAX_BYTES = 16_384;

/** A decision as it came in; `redirect` only from a form. */
export interface ReceivedDecision {
  readonly request: DecisionRequest;
  readonly redirect?: string;
}

/**
 * Reads a decision from JSON, from a form, or from the `text/plain` that `sendBeacon` sends.
 *
 * @param body what the platform's parser made of it; `undefined` where it has none for this type
 * @param rawBody the bytes of it, where the platform keeps them: only they tell whether a member is there twice
 * @throws ProblemException 400, 413 or 415
 */
export async function readDecision(
  view: RequestView,
  body: unknown,
  rawBody: Uint8Array | undefined,
  registry: CategoryRegistry,
): Promise<ReceivedDecision> {
  if (view.mediaType === 'application/x-www-form-urlencoded') {
    assertSize(view);
    return parseForm((body ?? {}) as Readonly<Record<string, unknown>>, registry, view);
  }
  return { request: parseDecisionRequest(await readJson(view, body, rawBody), registry) };
}

/**
 * Reads JSON, or the `text/plain` that `sendBeacon` sends.
 *
 * @throws ProblemException 400, 413 or 415
 */
export async function readJson(view: RequestView, body: unknown, rawBody: Uint8Array | undefined): Promise<unknown> {
  assertSize(view);
  if (view.mediaType === 'application/json') return rawBody ? parseStrictJson(rawBody) : body;
  if (view.mediaType === 'text/plain') return parseStrictJson(await textOf(view, body));
  throw mediaTypeUnsupported();
}

function assertSize(view: RequestView): void {
  if (Number(view.header('content-length') ?? 0) > DECISION_BODY_MAX_BYTES) throw bodyTooLarge();
}

/** Express has no parser for text by itself and leaves the stream alone. */
async function textOf(view: RequestView, body: unknown): Promise<string> {
  if (typeof body === 'string') return body;
  const stream = view.raw as unknown as Readable;
  if (stream.readableEnded) throw mediaTypeUnsupported();
  return readText(stream, DECISION_BODY_MAX_BYTES, bodyTooLarge);
}
