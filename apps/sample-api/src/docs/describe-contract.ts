import { type OpenAPIObject } from '@nestjs/swagger';
import { CONTRACT, type RouteDescription } from './contract.js';
import { type Operation } from './operations.js';

const MEANING: Readonly<Record<number, string>> = {
  200: 'The answer.',
  201: 'It was made.',
  202: 'It was taken in.',
  204: 'It was done.',
};

const content = (bodies: Readonly<Record<string, string>>): object =>
  Object.fromEntries(
    Object.entries(bodies).map(([type, name]) => [type, { schema: { $ref: `#/components/schemas/${name}` } }]),
  );

function describe(
  operation: Operation,
  { summary, status = 200, answer, type = 'application/json', body }: RouteDescription,
): void {
  const success = {
    description: MEANING[status]!,
    ...(answer !== undefined && { content: content({ [type]: answer }) }),
  };
  operation.summary = summary;
  operation.responses = { [status]: success } as Operation['responses'];
  if (body) operation.requestBody = { required: true, content: content(body) } as NonNullable<Operation['requestBody']>;
}

/** A route that is answered before Nest routes at all. */
function unrouted(path: string): Operation {
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!);
  const parameters = names.map((name) => ({
    name,
    in: 'path' as const,
    required: true,
    schema: { type: 'string' as const },
  }));
  return { operationId: path, parameters, responses: {} };
}

/** Adds what the contract says to the description: summaries, answers, bodies, and the routes Nest does not know. */
export function describeContract(document: OpenAPIObject): void {
  for (const [route, description] of Object.entries(CONTRACT)) {
    const [method, path] = route.split(' ') as ['get' | 'post' | 'patch' | 'delete', string];
    const operation = ((document.paths[path] ??= {})[method] ??= unrouted(path));
    describe(operation, description);
  }
}
