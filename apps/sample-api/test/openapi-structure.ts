interface Operation {
  readonly operationId?: string;
  readonly summary?: string;
  readonly tags?: readonly string[];
  readonly security?: readonly unknown[];
  readonly parameters?: readonly { name: string; in: string; required?: boolean; schema?: object }[];
  readonly requestBody?: { readonly content: object };
  readonly responses?: Readonly<Record<string, { readonly description?: string }>>;
}

/** The part of an OpenAPI document that is looked at. */
export interface OpenApiDocument {
  readonly openapi: string;
  readonly info: { readonly title: string; readonly version: string };
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

const templates = (path: string): string[] => [...path.matchAll(/\{([^}]+)\}/g)].map(([, name]) => name!);

function faultsOfOperation(path: string, operation: Operation): string[] {
  const inPath = (operation.parameters ?? []).filter((parameter) => parameter.in === 'path');
  const responses = Object.entries(operation.responses ?? {});
  return [
    ...(operation.summary ? [] : ['has no summary']),
    ...(operation.tags?.length === 1 ? [] : ['has not exactly one tag']),
    ...(responses.some(([status]) => /^2\d\d$/.test(status)) ? [] : ['has no response of success']),
    ...responses.flatMap(([status, { description }]) =>
      /^\d{3}$/.test(status) && description ? [] : [`response ${status} is not described`],
    ),
    ...templates(path)
      .filter((name) => !inPath.some((parameter) => parameter.name === name && parameter.required === true))
      .map((name) => `parameter ${name} is not declared`),
    ...inPath.filter(({ name }) => !templates(path).includes(name)).map(({ name }) => `${name} is not in the path`),
    ...(operation.parameters ?? []).filter(({ schema }) => !schema).map(({ name }) => `${name} has no schema`),
    ...(path.startsWith('/admin/') && !operation.security?.length ? ['asks for no token'] : []),
  ];
}

/** What is wrong with a document, by the rules of OpenAPI 3.1 and by our own: summaries, tags, described responses. */
export function faultsOf(document: OpenApiDocument): string[] {
  const operations = Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({ path, method, operation })),
  );
  const ids = operations.map(({ operation }) => operation.operationId);
  const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/(\w+)\/([^"]+)"/g)];
  return [
    ...(/^3\.1\.\d+$/.test(document.openapi) ? [] : ['is not OpenAPI 3.1']),
    ...(document.info.title && document.info.version ? [] : ['has no title or version']),
    ...(new Set(ids).size === ids.length ? [] : ['has an operation id twice']),
    ...references
      .filter(([, kind, name]) => document.components[kind!]?.[name!] === undefined)
      .map(([reference]) => `${reference} leads nowhere`),
    ...operations.flatMap(({ path, method, operation }) =>
      faultsOfOperation(path, operation).map((fault) => `${method.toUpperCase()} ${path} ${fault}`),
    ),
  ];
}
