import { isLine } from '@nest-privacy/core/kit';

/** Longest cookie that is read, in UTF-16 units; browsers keep 4096 bytes. */
const LONGEST = 4_096;
/** A cookie with more names is none that a tool wrote. */
const MOST_NAMES = 200;
const LAST_INSTANT = 8.64e15;

/** An object that somebody else made. */
export type Foreign = Readonly<Record<string, unknown>>;

/** What stands in a cookie after its percent-encoding is undone; `undefined` where that is broken or too long. */
export function decodedCookie(value: string): string | undefined {
  if (value.length > LONGEST) return undefined;
  try {
    return decodeURIComponent(value);
  } catch {
    return undefined;
  }
}

/** The JSON object in a cookie, percent-encoded or not. */
export function jsonCookie(value: string): Foreign | undefined {
  const text = decodedCookie(value);
  if (text === undefined) return undefined;
  try {
    const parsed: unknown = JSON.parse(text);
    return isForeign(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}

export const isForeign = (value: unknown): value is Foreign =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Members that are `true` or `false`, as choices; `undefined` where there is none. */
export function booleanChoices(value: unknown): ReadonlyMap<string, boolean> | undefined {
  if (!isForeign(value)) return undefined;
  const entries = Object.entries(value).filter((entry): entry is [string, boolean] => typeof entry[1] === 'boolean');
  return entries.length > 0 && entries.length <= MOST_NAMES ? new Map(entries) : undefined;
}

/** Milliseconds since the epoch out of a time in ISO 8601, or a number of them; `null` for anything else. */
export function instantIn(value: unknown): number | null {
  const at = typeof value === 'number' ? value : typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return Number.isFinite(at) && at >= 0 && at <= LAST_INSTANT ? Math.floor(at) : null;
}

/** A short text on one line; `null` for anything else. */
export const wordIn = (value: unknown, longest: number): string | null =>
  typeof value === 'string' && isLine(value, longest) ? value : null;
