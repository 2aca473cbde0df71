import { ProblemException } from '../errors/problem.exception.js';
import { isId } from '../ids.js';
import { isWholeNumber } from '../validation/whole-number.js';

/** One page of a keyset-paged list. */
export interface Page<T> {
  readonly items: readonly T[];
  /** Give it as `cursor` for the next page; `null` on the last. */
  readonly nextCursor: string | null;
}

/** What the parts of sort keys are as values. */
interface CursorParts {
  /** A UUID in lower case. */
  readonly id: string;
  /** Milliseconds since the epoch. */
  readonly instant: number;
  /** A number of things, from 0. */
  readonly count: number;
  /** From 0, and no more than an `integer` column holds. */
  readonly integer: number;
  /** Any finite number, such as a share; JSON has every digit of it. */
  readonly number: number;
}

/** What a part of a sort key is. */
export type CursorPart = keyof CursorParts;

/** Values of the sort key of the last item of a page. */
export type CursorKey = readonly (string | number)[];

const LONGEST_CURSOR = 512;
/** ECMA-262, section 21.4.1.1. */
const LAST_INSTANT = 8.64e15;

const IS_PART: Readonly<Record<CursorPart, (value: unknown) => boolean>> = {
  id: (value) => typeof value === 'string' && isId(value),
  instant: (value) => isWholeNumber(value, 0, LAST_INSTANT),
  count: (value) => isWholeNumber(value, 0, Number.MAX_SAFE_INTEGER),
  integer: (value) => isWholeNumber(value, 0),
  number: (value) => typeof value === 'number' && Number.isFinite(value),
};

/** The opaque text of a sort key. */
export const encodeCursor = (key: CursorKey): string => Buffer.from(JSON.stringify(key)).toString('base64url');

/** 400: it is not one of ours. */
export const invalidCursor = (): ProblemException =>
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
 * @param parts what each part of the sort key is
 * @throws ProblemException 400 `CURSOR_INVALID` when it is not one of ours
 */
export function decodeCursor<const P extends readonly CursorPart[]>(
  cursor: string,
  parts: P,
): { readonly [I in keyof P]: CursorParts[P[I]] } {
  const key = cursor.length > LONGEST_CURSOR ? undefined : keyIn(cursor);
  const fits = key?.length === parts.length && parts.every((part, i) => IS_PART[part](key[i]));
  // What decodes to a key but is not what we made of it was made by somebody else.
  if (!fits || encodeCursor(key as CursorKey) !== cursor) throw invalidCursor();
  return key as unknown as { readonly [I in keyof P]: CursorParts[P[I]] };
}

function keyIn(cursor: string): readonly unknown[] | undefined {
  try {
    const key: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    return Array.isArray(key) ? (key as unknown[]) : undefined;
  } catch {
    return undefined;
  }
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
