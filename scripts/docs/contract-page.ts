interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly description: string;
}

interface Response {
  readonly description: string;
  readonly headers?: Readonly<Record<string, unknown>>;
  readonly content?: Readonly<Record<string, { readonly schema: Schema }>>;
}

interface Schema {
  readonly $ref?: string;
  readonly oneOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly type?: unknown;
}

interface Operation {
  readonly summary: string;
  readonly description?: string;
  readonly tags: readonly string[];
  readonly security?: readonly unknown[];
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
  readonly responses: Readonly<Record<string, Response>>;
}

/** The part of an OpenAPI document that readers are told. */
export interface DescribedApi {
  readonly info: { readonly description?: string };
  readonly tags?: readonly { readonly name: string; readonly description?: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, object>> };
}

const nameOf = ({ $ref, oneOf, anyOf, type }: Schema): string => {
  const choices = oneOf ?? anyOf;
  if (choices) return choices.map(nameOf).join(' or ');
  return $ref === undefined ? String(type) : `[${$ref.split('/').at(-1)}](#${$ref.split('/').at(-1)!.toLowerCase()})`;
};

const bodies = (content: Response['content'] = {}): string =>
  Object.entries(content)
    .map(([type, { schema }]) => `\`${type}\`: ${nameOf(schema)}`)
    .join('; ');

const headers = ({ headers: known = {} }: Response): string => {
  const names = Object.keys(known).map((name) => `\`${name}\``);
  return names.length === 0 ? '' : ` Headers: ${names.join(', ')}.`;
};

function operationText(path: string, method: string, operation: Operation): string {
  const { summary, description, parameters = [], requestBody, responses, security } = operation;
  const lines = [
    `### ${method.toUpperCase()} ${path}`,
    `${summary}. ${description ?? ''}${security === undefined || security.length === 0 ? '' : ' With an admin token.'}`.trim(),
    parameters
      .map(
        ({ name, in: place, required, description: what }) =>
          `- \`${name}\` (${place}${required === true ? ', required' : ''}): ${what}`,
      )
      .join('\n'),
    requestBody === undefined ? '' : `Body: ${bodies(requestBody.content)}.`,
    Object.entries(responses)
      .map(([status, response]) => {
        const isProblem = Number(status) >= 400;
        const body = isProblem || response.content === undefined ? '' : ` ${bodies(response.content)}.`;
        return `- **${status}** ${response.description}${body}${headers(response)}`;
      })
      .join('\n'),
  ];
  return lines.filter((line) => line !== '').join('\n\n');
}

/** The contract for readers, out of the document that the application serves. */
export function contractPage({ info, tags = [], paths, components }: DescribedApi): string {
  const operations = Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({ path, method, operation })),
  );
  const parts = tags.map(({ name, description }) => {
    const own = operations.filter(({ operation }) => operation.tags.includes(name));
    return [
      `## ${name}`,
      description ?? '',
      ...own.map(({ path, method, operation }) => operationText(path, method, operation)),
    ].join('\n\n');
  });
  const schemas = Object.entries(components.schemas)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, schema]) => `### ${name}\n\n\`\`\`json\n${JSON.stringify(schema, null, 2)}\n\`\`\``);
  return `# The HTTP contract

<!-- Made out of the OpenAPI document by "npm run docs -- <url of the running application>"; a test says when it is stale. -->

The sample application serves this as OpenAPI 3.1 at \`/docs-json\`, and as a page that can be tried at \`/docs\`; an application of yours gets it for the modules it
imports from \`@nest-privacy/<package>/swagger\`. Every answer that the tests get is judged by it. What the codes mean is in [errors.md](errors.md).

${info.description ?? ''}

${parts.join('\n\n')}

## Schemas

JSON Schema 2020-12, by name.

${schemas.join('\n\n')}
`;
}
