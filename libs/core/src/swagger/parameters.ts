import { DEFAULT_PAGE, LARGEST_PAGE } from '../paging/page-size.js';
import { type ParameterDescription } from './description.js';
import { ID, type Schema } from './schema.js';

/** A part of the path. */
export const inPath = (name: string, description: string, schema: Schema = ID): ParameterDescription => ({
  name,
  in: 'path',
  required: true,
  description,
  schema,
});

/** A part of the query. */
export const inQuery = (
  name: string,
  description: string,
  schema: Schema,
  { required = false, example }: { required?: boolean; example?: unknown } = {},
): ParameterDescription => ({
  name,
  in: 'query',
  required,
  description,
  schema,
  ...(example !== undefined && { example }),
});

/** Which page of a keyset-paged list. */
export const PAGE: readonly ParameterDescription[] = [
  inQuery('limit', 'Items on a page.', { type: 'integer', minimum: 1, maximum: LARGEST_PAGE, default: DEFAULT_PAGE }),
  inQuery('cursor', '`nextCursor` of the page before; the first page without.', { type: 'string', maxLength: 512 }),
];

/** Which site. */
export const SITE: ParameterDescription = inQuery('site', 'Id of the site; that of the host without.', {
  type: 'string',
  maxLength: 64,
});
