/** A JSON Schema (2020-12), as OpenAPI 3.1 takes it. */
export type Schema = Readonly<Record<string, unknown>>;

/** Schemas by name. */
export type Schemas = Readonly<Record<string, Schema>>;

/** A schema of the document, by its name. */
export const ref = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` });

/** Text of bounded length. */
export const text = (maxLength: number): Schema => ({ type: 'string', maxLength });

/** The same, or null. */
export const orNull = (schema: Schema & { readonly type: string }): Schema => ({
  ...schema,
  type: [schema.type, 'null'],
});

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
  required,
});

/** A page of a keyset-paged list. */
export const page = (items: Schema): Schema => object({ items: list(items), nextCursor: { type: ['string', 'null'] } });

/** A point in time, ISO 8601 in UTC. */
export const TIME = { type: 'string', format: 'date-time' } as const;

/** A UUID. */
export const ID = { type: 'string', format: 'uuid' } as const;

/** A whole number. */
export const INTEGER = { type: 'integer' } as const;
