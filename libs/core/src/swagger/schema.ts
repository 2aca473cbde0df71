/** A JSON Schema (2020-12), as OpenAPI 3.1 takes it. */
export type Schema = Readonly<Record<string, unknown>>;

/** Schemas by name. */
export type Schemas = Readonly<Record<string, Schema>>;

/** A schema of the document, by its name. */
export const ref = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` });

/** The schema with a sentence about what it means. */
export const described = (schema: Schema, description: string): Schema => ({ ...schema, description });

/** Text of bounded length. */
export const text = (maxLength: number, description?: string): Schema => ({
  type: 'string',
  maxLength,
  ...(description !== undefined && { description }),
});

/** One of these words. */
export const oneOf = (...words: readonly string[]): Schema => ({ type: 'string', enum: words });

/** The same, or null. */
export const orNull = (schema: Schema): Schema =>
  schema.$ref === undefined
    ? {
        ...schema,
        type: [...new Set([schema.type, 'null'].flat())],
        ...(Array.isArray(schema.enum) && { enum: [...new Set([...(schema.enum as unknown[]), null])] }),
      }
    : { anyOf: [schema, { type: 'null' }] };

/** A list of bounded length. */
export const list = (items: Schema, maxItems?: number): Schema => ({
  type: 'array',
  items,
  ...(maxItems !== undefined && { maxItems }),
});

/** An object whose members all have the same schema. */
export const record = (values: Schema): Schema => ({ type: 'object', additionalProperties: values });

/** An object; all members are required unless it is said which ones are. */
export const object = (properties: Schemas, required: readonly string[] = Object.keys(properties)): Schema => ({
  type: 'object',
  properties,
  ...(required.length > 0 && { required }),
});

/** A page of a keyset-paged list. */
export const page = (items: Schema): Schema =>
  object({
    items: list(items),
    nextCursor: { type: ['string', 'null'], description: 'Give it as `cursor` for the next page; null on the last.' },
  });

/** A point in time, ISO 8601 in UTC. */
export const TIME: Schema = { type: 'string', format: 'date-time' };

/** A UUID. */
export const ID: Schema = { type: 'string', format: 'uuid' };

/** A whole number. */
export const INTEGER: Schema = { type: 'integer' };

/** A number of things. */
export const COUNT: Schema = { type: 'integer', minimum: 0 };

/** What RFC 9457 calls a problem document. */
export const PROBLEM: Schema = {
  type: 'object',
  description: 'An error (RFC 9457). Program against `code`; some codes bring further members.',
  properties: {
    type: { type: 'string', format: 'uri', description: 'A URN that follows from `code`.' },
    title: { type: 'string', description: 'The kind of problem, in words.' },
    status: { type: 'integer', minimum: 400, maximum: 599 },
    detail: { type: 'string', description: 'What happened this time, and the remedy.' },
    code: { type: 'string', pattern: '^[A-Z][A-Z0-9_]+$', description: 'Stable.' },
    errors: list(
      object({ path: { type: 'string', description: 'Which part of the input.' }, detail: { type: 'string' } }),
    ),
  },
  required: ['type', 'title', 'status', 'detail', 'code'],
  additionalProperties: true,
};
