import { parseStrictJson, ProblemException } from '@nest-privacy/core';

/** What a body of JSON says; nothing when it is empty, which is no body at all. */
export const strictJson = (body: Buffer): unknown => (body.length === 0 ? undefined : parseStrictJson(body));

/**
 * Refuses before Express parses: as `verify` of its parser.
 *
 * @throws ProblemException 415 for another encoding than UTF-8, which is the only one JSON has (RFC 8259, section 8.1)
 */
export function verifyJson(_request: unknown, _response: unknown, body: Buffer, encoding: string): void {
  if (encoding !== 'utf-8') {
    throw new ProblemException({
      status: 415,
      code: 'CHARSET_UNSUPPORTED',
      title: 'JSON is UTF-8',
      detail: 'Send JSON in UTF-8 (RFC 8259, section 8.1), and name no other charset.',
    });
  }
  strictJson(body);
}
