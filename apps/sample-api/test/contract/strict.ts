type Schema = Record<string, unknown>;

/** The schema as tests read it: a member that is not described is a fault, unless the schema says that there may be others. */
export function strict<T>(schema: T): T {
  if (Array.isArray(schema)) return (schema as unknown[]).map(strict) as T;
  if (typeof schema !== 'object' || schema === null) return schema;
  const closed: Schema = Object.fromEntries(
    Object.entries(schema).map(([name, part]) => [name, strict<unknown>(part)]),
  );
  if ('properties' in closed && !('additionalProperties' in closed)) closed.additionalProperties = false;
  return closed as T;
}
