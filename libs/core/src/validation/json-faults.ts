import { type ProblemPart } from '../errors/problem.js';

/** Nesting of any body of the suite, at most. */
export const DEEPEST_JSON = 10;

const LONE_SURROGATE = /\p{Cs}/u;
/** Names that mean something else to JavaScript than to whoever sends them. */
const INHERITED: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * What is wrong with a JSON value before its meaning is looked at: nested deeper than anything here is, text that is not Unicode and
 * that databases would change silently, or a member named like a part of JavaScript's. Works without recursion, for depth is what it guards against.
 *
 * @returns the first fault, or none
 */
export function jsonFaults(value: unknown): readonly ProblemPart[] {
  const open: { value: unknown; path: readonly string[] }[] = [{ value, path: [] }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { value: found, path } = next;
    if (typeof found === 'string' && LONE_SURROGATE.test(found)) {
      return [{ path: path.join('.'), detail: 'contains half a character (a lone surrogate)' }];
    }
    if (typeof found !== 'object' || found === null) continue;
    if (path.length >= DEEPEST_JSON) {
      return [{ path: path.join('.'), detail: `is nested deeper than ${DEEPEST_JSON} levels` }];
    }
    for (const [key, member] of Object.entries(found)) {
      if (INHERITED.has(key)) return [{ path: [...path, key].join('.'), detail: 'is no name for a member' }];
      open.push({ value: member, path: [...path, key] });
    }
  }
  return [];
}
