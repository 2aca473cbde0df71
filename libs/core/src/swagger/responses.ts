import { type Problem, PROBLEM_MEDIA_TYPE } from '../errors/problem.js';
import { ProblemException } from '../errors/problem.exception.js';
import { type HeaderDescription, type ResponseDescription, type ResponseDescriptions } from './description.js';
import { HEADERS } from './headers.js';
import { ref, type Schema } from './schema.js';

/** Headers of an answer by name: those everybody knows are described by {@link HEADERS}. */
export type NamedHeaders = readonly (keyof typeof HEADERS)[];

type Headers = Readonly<Record<string, HeaderDescription>>;

const headersOf = (names: NamedHeaders): { headers?: Headers } =>
  names.length === 0
    ? {}
    : { headers: Object.fromEntries(names.map((name) => [name, { ...HEADERS[name], required: true }])) };

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

function problemResponse(raised: Refusal): ResponseDescription {
  const value = raised instanceof ProblemException ? raised.problem : raised;
  const examples = { [value.code]: { summary: value.title, value: { ...value } } };
  return {
    description: `\`${value.code}\`: ${value.title}.`,
    ...headersOf((raised instanceof ProblemException ? Object.keys(raised.headers) : []) as NamedHeaders),
    content: { [PROBLEM_MEDIA_TYPE]: { schema: ref('Problem'), examples } },
  };
}

/** The refusals of a route, by status: the exceptions that it throws are the examples, so that neither can drift from the other. */
export const problems = (...raised: readonly Refusal[]): ResponseDescriptions =>
  raised
    .map((one) => ({ [one instanceof ProblemException ? one.getStatus() : one.status]: problemResponse(one) }))
    .reduce(mergeResponses, {});

/** A header is certain where both answers have it. */
function mergedHeaders(one: Headers = {}, other: Headers = {}): { headers?: Headers } {
  const names = [...new Set([...Object.keys(one), ...Object.keys(other)])];
  if (names.length === 0) return {};
  const headers = names.map((name) => {
    const required = one[name]?.required === true && other[name]?.required === true;
    return [name, { ...other[name], ...one[name], required }] as const;
  });
  return { headers: Object.fromEntries(headers) as Headers };
}

/** What a response is said to be, by the code that each part of it is about. */
const sentences = ({ description }: ResponseDescription): [about: string, text: string][] =>
  description.split(/ (?=`[A-Z_]+`:)/).map((text) => [text.split(':', 1)[0]!, text]);

function merged(one: ResponseDescription, other: ResponseDescription): ResponseDescription {
  const types = new Set([...Object.keys(one.content ?? {}), ...Object.keys(other.content ?? {})]);
  const content = [...types].map((type) => {
    const [first, second] = [one.content?.[type], other.content?.[type]];
    return [type, { ...first, ...second, examples: { ...second?.examples, ...first?.examples } }];
  });
  return {
    description: [...new Map([...sentences(one), ...sentences(other), ...sentences(one)]).values()].join(' '),
    ...mergedHeaders(one.headers, other.headers),
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
