import { type Type } from '@nestjs/common';
import { type OpenAPIObject } from '@nestjs/swagger';
import { defaultMetadataStorage } from 'class-transformer/cjs/storage';
import { validationMetadatasToSchemas } from 'class-validator-jsonschema';
import { type Operation } from './operations.js';
import { type RouteInput } from './route-inputs.js';

type Schema = ReturnType<typeof validationMetadatasToSchemas>[string];
type Schemas = Readonly<Record<string, Schema>>;

const PREFIX = '#/components/schemas/';

/** What the suite's own rules mean to a client. */
const OWN_RULES: Readonly<Record<string, Schema>> = {
  isId: { type: 'string', format: 'uuid' },
  isDayOrInstant: {
    anyOf: [
      { type: 'string', format: 'date' },
      { type: 'string', format: 'date-time' },
    ],
  },
  isLanguage: { type: 'string', maxLength: 35, description: 'A language tag (BCP 47).' },
};

/** The names of the schemas that a part of the document refers to. */
const referredBy = (part: object): string[] =>
  [...JSON.stringify(part).matchAll(/"#\/components\/schemas\/([^"]+)"/g)].map(([, name]) => name!);

/** Describes what requests hold by the rules that validate it, so that the description cannot differ from the behaviour. */
export class RequestSchemas {
  private readonly validated: Schemas = validationMetadatasToSchemas({
    refPointerPrefix: PREFIX,
    classTransformerMetadataStorage: defaultMetadataStorage,
    additionalConverters: OWN_RULES,
  });

  /** Adds the inputs of a route to its description. */
  describe(operation: Operation, input: RouteInput | undefined): void {
    if (input?.body) {
      const schema = { $ref: PREFIX + input.body.name };
      operation.requestBody = { required: true, content: { 'application/json': { schema } } };
    }
    const parameters = [...this.parameters('path', input?.params), ...this.parameters('query', input?.query)];
    const named = new Set(parameters.map(({ name }) => name));
    const others = (operation.parameters ?? []).filter((other) => !('name' in other && named.has(other.name)));
    operation.parameters = [...others, ...parameters] as typeof others;
  }

  /**
   * Adds every schema that the document refers to: one of the given, or that of a validated class.
   *
   * @throws Error when there is no such schema, for then the description would be wrong
   */
  complete(document: OpenAPIObject, given: Readonly<Record<string, object>>): void {
    const schemas: Record<string, object> = {};
    const queue = referredBy(document.paths);
    for (const name of queue) {
      const schema = given[name] ?? this.validated[name];
      if (schema === undefined) throw new Error(`the description of the API refers to an unknown schema ${name}`);
      if (name in schemas) continue;
      schemas[name] = schema;
      queue.push(...referredBy(schema));
    }
    document.components = { ...document.components, schemas };
  }

  private parameters(place: 'path' | 'query', type: Type | undefined): { name: string }[] {
    const { properties = {}, required = [] } = (type && this.validated[type.name]) ?? {};
    return Object.entries(properties).map(([name, schema]) => ({
      name,
      in: place,
      required: place === 'path' || required.includes(name),
      schema,
    }));
  }
}
