import { type Problem, PROBLEM_MEDIA_TYPE } from '../errors/problem.js';
import { ProblemException } from '../errors/problem.exception.js';
import {
  type ExampleDescription,
  type HeaderDescription,
  type ResponseDescription,
  type ResponseDescriptions,
} from './description.js';
import { HEADERS } from './headers.js';
import { ref, type Schema } from './schema.js';

/** Headers of an answer by name: those everybody knows are described by {@link HEADERS}. */
export type NamedHeaders = readonly (keyof typeof HEADERS)[];

const headersOf = (names: NamedHeaders): { headers?: Record<string, HeaderDescription> } =>
  names.length === 0 ? {} : { headers: Object.fromEntries(names.map((name) => [name, HEADERS[name]])) };

/** An answer with a body. */
export const answer = (
  description: string,
  schema: Schema,
  { example, headers = [], type = 'application/json' }: { example: unknown; headers?: NamedHeaders; type?: string },
): ResponseDescription => ({
  description,
  ...headersOf(headers),
  content: { [type]: { schema, examples: { answer: { summary: description, value: example } } } },
});

/** An answer without a body. */
export const emptyAnswer = (description: string, headers: NamedHeaders = []): ResponseDescription => ({
  description,
  ...headersOf(headers),
});

/** What a route refuses with. */
export type Refusal = ProblemException | Problem;

function problemResponse(raised: readonly Refusal[]): ResponseDescription {
  const documents = raised.map((one) => (one instanceof ProblemException ? one.problem : one));
  const headers = raised.flatMap((one) => (one instanceof ProblemException ? Object.keys(one.headers) : []));
  const examples: Record<string, ExampleDescription> = Object.fromEntries(
    documents.map((value) => [value.code, { summary: value.title, value: { ...value } }]),
  );
  return {
    description: documents.map(({ code, title }) => `\`${code}\`: ${title}.`).join(' '),
    ...headersOf([...new Set(headers)] as NamedHeaders),
    content: { [PROBLEM_MEDIA_TYPE]: { schema: ref('Problem'), examples } },
  };
}

/** The refusals of a route, by status: the exceptions that it throws are the examples, so that neither can drift from the other. */
export function problems(...raised: readonly Refusal[]): ResponseDescriptions {
  const statuses = new Set(raised.map((one) => (one instanceof ProblemException ? one.getStatus() : one.status)));
  return Object.fromEntries(
    [...statuses].map((status) => [
      status,
      problemResponse(
        raised.filter((one) => (one instanceof ProblemException ? one.getStatus() : one.status) === status),
      ),
    ]),
  );
}

function merged(one: ResponseDescription, other: ResponseDescription): ResponseDescription {
  const types = new Set([...Object.keys(one.content ?? {}), ...Object.keys(other.content ?? {})]);
  const content = [...types].map((type) => {
    const [first, second] = [one.content?.[type], other.content?.[type]];
    return [type, { ...first, ...second, examples: { ...second?.examples, ...first?.examples } }];
  });
  return {
    description: one.description === other.description ? one.description : `${one.description} ${other.description}`,
    ...((one.headers ?? other.headers) && { headers: { ...other.headers, ...one.headers } }),
    ...(content.length > 0 && { content: Object.fromEntries(content) as NonNullable<ResponseDescription['content']> }),
  };
}

/** The answers of both; what the first says of a code, or a header, stays. */
export const mergeResponses = (first: ResponseDescriptions, second: ResponseDescriptions): ResponseDescriptions => ({
  ...first,
  ...Object.fromEntries(
    Object.entries(second).map(([status, response]) => [
      status,
      first[status] === undefined ? response : merged(first[status], response),
    ]),
  ),
});
