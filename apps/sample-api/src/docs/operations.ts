import { type OpenAPIObject } from '@nestjs/swagger';

/** The description of one route. */
export type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;

const METHODS = ['get', 'post', 'put', 'patch', 'delete', 'head', 'options'] as const;

/** Every operation of a document, with its path and method. */
export const eachOperation = (
  document: OpenAPIObject,
): { path: string; method: (typeof METHODS)[number]; operation: Operation }[] =>
  Object.entries(document.paths).flatMap(([path, item]) =>
    METHODS.flatMap((method) => (item[method] ? [{ path, method, operation: item[method] }] : [])),
  );
