import { ProblemException } from '../errors/problem.exception.js';
import { invalidInput } from '../errors/validation-problem.js';
import { jsonFaults } from './json-faults.js';
import { repeatedMember } from './repeated-member.js';

/**
 * Parses JSON that means the same to every reader (RFC 7493): each member once, whole characters, no member named like a part of JavaScript's, nested
 * {@link DEEPEST_JSON} levels at most. For bodies that the framework's parser has not read, or as that parser.
 *
 * @param json text, or UTF-8
 * @throws ProblemException 400 `JSON_MALFORMED` when it is no JSON, 400 `VALIDATION_FAILED` with the place otherwise
 */
export function parseStrictJson(json: string | Uint8Array): unknown {
  const { text, value } = parse(json);
  const faults = jsonFaults(value);
  if (faults.length > 0) throw invalidInput(faults);
  const path = repeatedMember(text);
  if (path !== undefined) throw invalidInput([{ path: path.slice(0, 200), detail: 'is there more than once' }]);
  return value;
}

function parse(json: string | Uint8Array): { text: string; value: unknown } {
  try {
    const text = typeof json === 'string' ? json : new TextDecoder('utf-8', { fatal: true }).decode(json);
    return { text, value: JSON.parse(text) as unknown };
  } catch (cause) {
    throw jsonMalformed(cause);
  }
}

/** 400: it cannot be parsed. */
export const jsonMalformed = (cause: unknown): ProblemException =>
  new ProblemException({
    status: 400,
    code: 'JSON_MALFORMED',
    title: 'The body is not JSON',
    detail: 'Send JSON (RFC 8259) in UTF-8, without comments or trailing commas.',
    cause,
  });
