import { type ExecutionContext } from '@nestjs/common';

/** Values of one request that are kept, and characters of a name and of a value. */
const MOST_VALUES = 20;
const LONGEST_NAME = 64;
const LONGEST_VALUE = 200;

const textOf = (value: unknown): string => (typeof value === 'string' ? value : (JSON.stringify(value) ?? ''));

/** What a request names as that which is acted upon: the parameters of its route, then its query, cut to bounds. Empty outside HTTP. */
export function auditTargetOf(context: ExecutionContext): Record<string, string> {
  if (context.getType() !== 'http') return {};
  const { params, query } = context.switchToHttp().getRequest<{ params?: object; query?: object }>();
  const values = [...Object.entries(query ?? {}), ...Object.entries(params ?? {})].slice(-MOST_VALUES);
  return Object.fromEntries(
    values.map(([name, value]) => [name.slice(0, LONGEST_NAME), textOf(value).slice(0, LONGEST_VALUE)]),
  );
}
