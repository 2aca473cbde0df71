import Ajv, { type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { type ApiDocument, type ApiResponse } from './document.js';
import { type Answered, type Asked } from './exchange.js';
import { RouteFinder } from './route-finder.js';
import { strict } from './strict.js';

const PROBLEM = 'application/problem+json';

/** What is refused before any route: it is no valid HTTP, or more of it than is read, or has a path that cannot be decoded. */
const BEFORE_ROUTES = new Set([
  'BAD_REQUEST',
  'REQUEST_MALFORMED',
  'HOST_INVALID',
  'REQUEST_TIMEOUT',
  'EXPECTATION_FAILED',
  'REQUEST_HEADER_FIELDS_TOO_LARGE',
]);

/** What is refused of a body, by Express before it looks for a route, and by Fastify also where there is none. */
const OF_BODIES = new Set([
  'JSON_MALFORMED',
  'TEXT_MALFORMED',
  'VALIDATION_FAILED',
  'BODY_INCOMPLETE',
  'BODY_TOO_LARGE',
  'MEDIA_TYPE_UNSUPPORTED',
]);

/** There is nothing at a path; below /.well-known/dnt/ one responder answers whatever is asked. */
const NOTHING_THERE = new Set(['NOT_FOUND', 'TRACKING_STATUS_UNKNOWN']);

/** Judges answers by the document that describes them, and remembers which answers there were. */
export class Contract {
  private readonly seen = new Set<string>();
  private readonly routes: RouteFinder;
  private readonly ajv = new Ajv({ strict: false, allErrors: true });
  private readonly validators = new Map<string, ValidateFunction>();

  constructor(private readonly document: ApiDocument) {
    addFormats.default(this.ajv);
    this.routes = new RouteFinder(document);
    const components = strict(document.components);
    this.ajv.addSchema({ $id: 'document', components });
  }

  /** The answers that the document promises and nobody has seen: `get /consent 421`. */
  get unseen(): string[] {
    return Object.entries(this.document.paths).flatMap(([path, item]) =>
      Object.entries(item).flatMap(([method, { responses }]) =>
        Object.keys(responses)
          .map((status) => `${method} ${path} ${status}`)
          .filter((promise) => !this.seen.has(promise)),
      ),
    );
  }

  /** What an answer says that the document does not, or leaves out that the document promises. */
  faultsOf(asked: Omit<Asked, 'body'>, answered: Answered): string[] {
    const problem = problemIn(answered);
    if (problem !== undefined && BEFORE_ROUTES.has(problem.code)) return this.faultsOfSchema('Problem', problem);
    const found = this.routes.find(asked.method, asked.path.split('?', 1)[0]!);
    if (found === 'path') return faultsOfNoPath(answered).map((fault) => `${asked.path}: ${fault}`);
    if (found === 'method') return faultsOfMethod(answered, asked.method).map((fault) => `${asked.path}: ${fault}`);
    const place = `${found.name} ${answered.status}`;
    const response = found.operation.responses[String(answered.status)];
    // Whatever there is (RFC 9110, section 13.1.2); Express says so by itself.
    if (response === undefined && answered.status === 304 && ifNoneMatch(asked) === '*') return [];
    if (response === undefined) return [`${place} is not in the document: ${problem?.code ?? ''}`];
    this.seen.add(place);
    return [
      ...faultsOfHeaders(response, answered),
      ...(asked.method === 'HEAD' ? [] : this.faultsOfBody(response, answered)),
    ].map((fault) => `${place}: ${fault}`);
  }

  private faultsOfBody({ content = {} }: ApiResponse, answered: Answered): string[] {
    const type = mediaTypeOf(answered);
    if (Object.keys(content).length === 0) return answered.body === '' ? [] : ['has a body'];
    const described = Object.entries(content).find(([name]) => typeOf(name) === type)?.[1];
    if (described === undefined) return [`has the media type ${type}`];
    const body: unknown = /[/+]json$/.test(type) ? JSON.parse(answered.body) : answered.body;
    if (type !== PROBLEM) return this.faultsOfSchema(described.schema, body);
    const { code, status } = body as { code: string; status: number };
    return [
      ...this.faultsOfSchema(described.schema, body),
      ...(described.examples?.[code] === undefined ? [`the code ${code} is not in the document`] : []),
      ...(status === answered.status ? [] : ['the problem document tells another status']),
    ];
  }

  private faultsOfSchema(schema: object | string, value: unknown): string[] {
    const resolved = typeof schema === 'string' ? { $ref: `#/components/schemas/${schema}` } : schema;
    const text = JSON.stringify(strict(resolved)).replaceAll('"#/components/', '"document#/components/');
    const validate = this.validators.get(text) ?? this.ajv.compile(JSON.parse(text) as object);
    this.validators.set(text, validate);
    return validate(value) ? [] : [`${this.ajv.errorsText(validate.errors)} in ${JSON.stringify(value).slice(0, 500)}`];
  }
}

const ifNoneMatch = ({ headers = {} }: Omit<Asked, 'body'>): string | undefined => headers['If-None-Match'];

/** A media type without its parameters, which the document may name as well. */
const typeOf = (name: string): string => name.split(';', 1)[0]!;

const mediaTypeOf = ({ headers }: Answered): string => typeOf(headers['content-type'] ?? '');

function problemIn(answered: Answered): { code: string } | undefined {
  if (mediaTypeOf(answered) !== PROBLEM || answered.body === '') return undefined;
  return JSON.parse(answered.body) as { code: string };
}

const faultsOfHeaders = ({ headers = {} }: ApiResponse, answered: Answered): string[] =>
  Object.entries(headers)
    .filter(([name, { required }]) => required === true && answered.headers[name.toLowerCase()] === undefined)
    .map(([name]) => `has no ${name}`);

/** A path that the document does not have is none: no handler of another one answers in its place. */
function faultsOfNoPath(answered: Answered): string[] {
  const { code = 'NOT_FOUND' } = problemIn(answered) ?? {};
  const isTold = answered.status === 404 ? NOTHING_THERE.has(code) : OF_BODIES.has(code);
  return isTold ? [] : [`is not in the document, and answered ${answered.status} ${code}`];
}

/** A known path and another method: 405 says which there are (RFC 9110, section 15.5.6), and OPTIONS is told. */
function faultsOfMethod(answered: Answered, method: string): string[] {
  const { status, headers, body } = answered;
  if (OF_BODIES.has(problemIn(answered)?.code ?? '')) return [];
  const allowed = headers.allow?.split(', ') ?? [];
  if (method === 'OPTIONS') return status === 204 && allowed.length > 1 ? [] : [`OPTIONS is answered ${status}`];
  const isTold = status === 405 && (method === 'HEAD' || body.includes('"METHOD_NOT_ALLOWED"'));
  return isTold && allowed.length > 0 && !allowed.includes(method) ? [] : [`${method} is answered ${status}`];
}
