import {
  type ApiDescription,
  type OpenApiDocument,
  type ParameterDescription,
  type ResponseDescriptions,
  type RouteDescription,
} from './description.js';
import { PROBLEM, type Schema, type Schemas } from './schema.js';

/** Name of the security scheme of the admin routes; a host that declares one of this name keeps its own. */
export const ADMIN_SECURITY = 'admin';

interface Operation {
  parameters?: readonly { readonly name?: string; readonly in?: string }[];
  responses?: ResponseDescriptions;
  security?: readonly object[];
}

type Paths = Record<string, Record<string, Operation>>;

interface Components {
  schemas?: Record<string, object>;
  securitySchemes?: Record<string, object>;
}

const PREFIX = '#/components/schemas/';

/** Puts what is known of routes into a document, and with it the schemas that are referred to. */
export class DocumentWriter {
  private readonly paths: Paths;
  private readonly components: Components;
  private readonly schemas: Schemas;

  constructor(
    private readonly document: OpenApiDocument,
    private readonly api: ApiDescription,
  ) {
    this.paths = document.paths as Paths;
    this.components = document.components ??= {};
    this.schemas = { ...api.schemas, Problem: PROBLEM };
  }

  has(path: string, method: string): boolean {
    return this.paths[path]?.[method.toLowerCase()] !== undefined;
  }

  /** Adds a route that the document does not know. */
  add(path: string, method: string, route: RouteDescription): void {
    const operationId = `${method} ${path}`.replaceAll(/\W+/g, '_').replace(/_$/, '');
    const item = (this.paths[path] ??= {});
    item[method] = { operationId } as Operation;
    this.complete(path, method, route);
  }

  /** Completes a route that the document has. */
  complete(path: string, method: string, route: RouteDescription): void {
    const { admin = false, ...description } = this.renamed(route);
    const operation = this.paths[path]![method.toLowerCase()]!;
    this.addTag();
    Object.assign(operation, description, {
      tags: [this.api.tag.name],
      parameters: parametersOf(operation, description.parameters ?? []),
      responses: { ...ownResponses(operation), ...description.responses },
      ...(admin ? { security: [{ [ADMIN_SECURITY]: [] }] } : this.open(operation)),
    });
    if (admin) this.addSecurity();
  }

  /** Said outright, unless the host asks something of everybody. */
  private open({ security }: Operation): Pick<Operation, 'security'> {
    return security === undefined && this.document.security === undefined ? { security: [] } : {};
  }

  private addTag(): void {
    const tags = (this.document.tags ??= []);
    if (!tags.some(({ name }) => name === this.api.tag.name)) tags.push({ ...this.api.tag });
  }

  private addSecurity(): void {
    const schemes = (this.components.securitySchemes ??= {});
    schemes[ADMIN_SECURITY] ??= { type: 'http', scheme: 'bearer', description: 'An admin token; it is opaque.' };
  }

  /** The part with its references leading to schemas of the document, which are added where they are missing. */
  private renamed<T>(part: T): T {
    return JSON.parse(
      JSON.stringify(part).replaceAll(
        /"\$ref":"#\/components\/schemas\/([^"]+)"/g,
        (_all, name: string) => `"$ref":"${PREFIX}${this.require(name)}"`,
      ),
    ) as T;
  }

  /** @returns the name under which the document has the schema: another one where the host calls something else so */
  private require(name: string): string {
    const schema = this.schemas[name];
    if (schema === undefined) throw new Error(`the description of ${this.api.tag.name} has no schema ${name}`);
    const schemas = (this.components.schemas ??= {});
    const own = WRITTEN.get(schemas) ?? new Map<string, Schema>();
    WRITTEN.set(schemas, own);
    const isTaken = schemas[name] !== undefined && own.get(name) !== schema;
    const free = isTaken ? `Privacy${name}` : name;
    if (own.get(free) === schema) return free;
    own.set(free, schema);
    schemas[free] = {}; // a schema may refer to itself
    schemas[free] = this.renamed(schema);
    return free;
  }
}

/** Which of a document's schemas are the suite's, and which of its own those are. */
const WRITTEN = new WeakMap<object, Map<string, Schema>>();

/** What the host says of every route, such as a header that its gateway asks for, stays. */
function parametersOf(operation: Operation, ours: readonly ParameterDescription[]): readonly object[] {
  const isOurs = (other: { name?: string; in?: string }): boolean =>
    ours.some((parameter) => parameter.name === other.name && parameter.in === other.in);
  const others = (operation.parameters ?? []).filter((other) => other.in !== 'path' && !isOurs(other));
  return [...ours, ...others];
}

/** Without the empty success that Nest makes up. */
const ownResponses = ({ responses = {} }: Operation): ResponseDescriptions =>
  Object.fromEntries(Object.entries(responses).filter(([, { description }]) => description !== ''));
