import { type IncomingMessage } from 'node:http';
import { parse as parseForm } from 'node:querystring';
import { type Readable } from 'node:stream';
import { RequestView } from '@nest-privacy/core';
import { parseStrictJson } from '@nest-privacy/core/kit';
import { bodyIncomplete, bodyTooLarge, mediaTypeUnsupported, textMalformed } from './body-problems.js';

/** Longest body in bytes; 500 events of analytics fit. */
export const BODY_LIMIT = 256 * 1024;

/** JSON Merge Patch (RFC 7396), the body of a change and of nothing else. */
const MERGE_PATCH = 'application/merge-patch+json';

const PARSERS = new Map<string, (body: Buffer) => unknown>([
  ['application/json', parseStrictJson],
  [MERGE_PATCH, parseStrictJson],
  ['application/x-www-form-urlencoded', (body) => ({ ...parseForm(textOf(body)) })],
  ['text/plain', textOf],
]);
/** Bodies that are as long as they are, and handed on as they come to a route that reads them line by line. */
const STREAMED: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['/admin/consent/import', new Set(['application/x-ndjson', 'text/csv'])],
]);
const UTF_8 = new Set(['utf-8', 'utf8', 'us-ascii']);
const CHARSET = /;\s*charset\s*=\s*"?([^\s;"]+)/i;

/**
 * Reads the body of a request; the same on every HTTP framework, whose own parsers differ in what they take, what they unpack, and what they answer.
 *
 * @param stream the body, where the framework hands it over beside the request
 * @returns what JSON or a form says, or plain text; the stream itself where a route reads lines; `undefined` when there is no body
 * @throws ProblemException 415 for another media type, character set or content coding, 413 for more than {@link BODY_LIMIT}, 400 when it is not what it claims
 */
export async function readBody(request: IncomingMessage, stream: Readable = request): Promise<unknown> {
  const view = RequestView.of(request);
  const length = Number(view.header('content-length') ?? 0);
  if (length === 0 && view.header('transfer-encoding') === undefined) return undefined;
  if (STREAMED.get(view.path.replace(/\/$/, ''))?.has(view.mediaType)) return stream;
  const parse = view.mediaType === MERGE_PATCH && view.method !== 'PATCH' ? undefined : PARSERS.get(view.mediaType);
  const charset = CHARSET.exec(view.header('content-type') ?? '')?.[1]?.toLowerCase() ?? 'utf-8';
  const coding = view.header('content-encoding') ?? 'identity';
  if (parse === undefined || !UTF_8.has(charset) || coding.toLowerCase() !== 'identity') throw mediaTypeUnsupported();
  if (length > BODY_LIMIT) throw bodyTooLarge(BODY_LIMIT);
  const body = await bytesOf(stream);
  return body.length === 0 ? undefined : parse(body);
}

function bytesOf(stream: Readable): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    stream.on('data', (chunk: Buffer) => {
      length += chunk.length;
      // What is too much is read on and thrown away: a client that is still sending would not see the answer otherwise.
      if (length > BODY_LIMIT) reject(bodyTooLarge(BODY_LIMIT));
      else chunks.push(chunk);
    });
    stream.once('end', () => resolve(Buffer.concat(chunks)));
    stream.once('error', (cause) => reject(bodyIncomplete(cause)));
  });
}

function textOf(body: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch (cause) {
    throw textMalformed(cause);
  }
}
