import { type ProblemPart } from '@nest-privacy/core';
import { LIMITS } from './limits.js';

const LONE_SURROGATE = /\p{Cs}/u;

/**
 * What is wrong with a JSON value before its meaning is looked at: nested deeper than anything here is, or text that is not Unicode and
 * that databases would change silently. Works without recursion, for depth is what it guards against.
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
    if (path.length >= LIMITS.depth) {
      return [{ path: path.join('.'), detail: `is nested deeper than ${LIMITS.depth} levels` }];
    }
    for (const [key, member] of Object.entries(found)) open.push({ value: member, path: [...path, key] });
  }
  return [];
}
