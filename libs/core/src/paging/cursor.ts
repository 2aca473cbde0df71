import { ProblemException } from '../errors/problem.exception.js';

/** One page of a keyset-paged list. */
export interface Page<T> {
  readonly items: readonly T[];
  /** Give it as `cursor` for the next page; `null` on the last. */
  readonly nextCursor: string | null;
}

/** Values of the sort key of the last item of a page. */
export type CursorKey = readonly (string | number)[];

const LONGEST_CURSOR = 512;

/** The opaque text of a sort key. */
export const encodeCursor = (key: CursorKey): string => Buffer.from(JSON.stringify(key)).toString('base64url');

const invalidCursor = (): ProblemException =>
  new ProblemException({
    status: 400,
    code: 'CURSOR_INVALID',
    title: 'The cursor is not valid',
    detail: 'Give "cursor" exactly as "nextCursor" of the page before, or leave it out for the first page.',
    errors: [{ path: 'cursor', detail: 'is not a cursor of this list' }],
  });

/**
 * Reads a cursor back.
 *
 * @param cursor what the client sent
 * @param types the type of each part of the sort key
 * @throws ProblemException 400 `CURSOR_INVALID` when it is not one of ours
 */
export function decodeCursor(cursor: string, types: readonly ('string' | 'number')[]): CursorKey {
  if (cursor.length > LONGEST_CURSOR) throw invalidCursor();
  let key: unknown;
  try {
    key = JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    throw invalidCursor();
  }
  const fits =
    Array.isArray(key) &&
    key.length === types.length &&
    types.every((type, i) => typeof (key as unknown[])[i] === type);
  if (!fits) throw invalidCursor();
  return key as CursorKey;
}

/**
 * Cuts a page out of one row more than was asked for.
 *
 * @param rows at most `limit + 1` rows in order
 * @param keyOf sort key of a row
 */
export function pageOf<T>(rows: readonly T[], limit: number, keyOf: (row: T) => CursorKey): Page<T> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: rows.length > limit && last !== undefined ? encodeCursor(keyOf(last)) : null };
}
