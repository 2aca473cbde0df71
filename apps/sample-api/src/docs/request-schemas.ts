import { type Type } from '@nestjs/common';
import { type OpenAPIObject } from '@nestjs/swagger';
import { defaultMetadataStorage } from 'class-transformer/cjs/storage';
import { validationMetadatasToSchemas } from 'class-validator-jsonschema';
import { type Operation } from './operations.js';
import { type RouteInput } from './route-inputs.js';

type Schema = ReturnType<typeof validationMetadatasToSchemas>[string];
type Schemas = Record<string, Schema>;

const PREFIX = '#/components/schemas/';
const METADATA = { refPointerPrefix: PREFIX, classTransformerMetadataStorage: defaultMetadataStorage };

/** The names of the schemas that a schema refers to. */
const referredBy = (schema: Schema): string[] =>
  [...JSON.stringify(schema).matchAll(/"#\/components\/schemas\/([^"]+)"/g)].map(([, name]) => name!);

/** Describes what requests hold by the rules that validate it, so that the description cannot differ from the behaviour. */
export class RequestSchemas {
  private readonly known: Schemas = validationMetadatasToSchemas(METADATA);
  private readonly used = new Set<string>();

  constructor(private readonly document: OpenAPIObject) {}

  /** Adds the inputs of a route to its description. */
  describe(operation: Operation, input: RouteInput | undefined): void {
    if (input?.body) operation.requestBody = this.body(input.body);
    const parameters = [...this.parameters('path', input?.params), ...this.parameters('query', input?.query)];
    const named = new Set(parameters.map(({ name }) => name));
    const others = (operation.parameters ?? []).filter(
      (parameter) => !('name' in parameter && named.has(parameter.name)),
    );
    operation.parameters = [...others, ...parameters] as typeof others;
  }

  /** Adds the schemas that were referred to, those they refer to, and the given ones. */
  complete(others: Readonly<Record<string, object>>): void {
    const schemas = Object.assign(((this.document.components ??= {}).schemas ??= {}), others) as Schemas;
    const queue = [...this.used];
    for (const name of queue) {
      const schema = this.known[name] ?? { type: 'object' };
      schemas[name] = schema;
      queue.push(...referredBy(schema).filter((other) => !queue.includes(other)));
    }
  }

  private body(type: Type): NonNullable<Operation['requestBody']> {
    this.used.add(type.name);
    return { required: true, content: { 'application/json': { schema: { $ref: PREFIX + type.name } } } };
  }

  private parameters(place: 'path' | 'query', type: Type | undefined): { name: string }[] {
    const { properties = {}, required = [] } = (type && this.known[type.name]) ?? {};
    return Object.entries(properties).map(([name, schema]) => {
      if (!('$ref' in schema)) for (const other of referredBy(schema)) this.used.add(other);
      return { name, in: place, required: place === 'path' || required.includes(name), schema };
    });
  }
}
