import { type RequestView } from '@nest-privacy/core';
import { bodyTooLarge, eventsMalformed, mediaTypeUnsupported, tooManyEvents } from './event-problems.js';

/** Events in one request, at most. */
export const MOST_EVENTS = 500;

/** What a body may hold. */
export interface MostOfBody {
  /** Of text; JSON is bounded by the application's own parser. */
  readonly bytes: number;
  /** Never more than {@link MOST_EVENTS}. */
  readonly events: number;
}

const MEDIA_TYPES = new Set(['application/json', 'text/plain']);

/** @throws ProblemException 415 `MEDIA_TYPE_UNSUPPORTED` for a form, which any page can send, and for all else that is neither JSON nor text */
export function requireMediaType({ mediaType }: RequestView): void {
  if (!MEDIA_TYPES.has(mediaType)) throw mediaTypeUnsupported();
}

/**
 * The events in a body: one, or `{ events: [...] }`. They are not checked yet.
 *
 * @param body parsed JSON, or the text of it
 * @throws ProblemException 400 `EVENTS_MALFORMED` when it is neither, 413 when it is too much
 */
export function eventsOf(body: unknown, most: MostOfBody): readonly unknown[] {
  const parsed = typeof body === 'string' ? parse(body, most.bytes) : body;
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) throw eventsMalformed();
  if (!('events' in parsed)) return [parsed];
  const { events } = parsed;
  if (!Array.isArray(events) || Object.keys(parsed).length > 1) throw eventsMalformed();
  const mostEvents = Math.min(MOST_EVENTS, most.events);
  if (events.length > mostEvents) throw tooManyEvents(events.length, mostEvents);
  return events;
}

function parse(text: string, limit: number): unknown {
  if (Buffer.byteLength(text) > limit) throw bodyTooLarge(limit);
  try {
    return JSON.parse(text);
  } catch {
    throw eventsMalformed();
  }
}
