import { fieldMembers } from './field-members.js';

/** `( "0" / "1" ) *DNT-extension` (W3C TPE section 5.2): no controls, space, double quote, comma or backslash. */
const WELL_FORMED = /^[01][\x21\x23-\x2b\x2d-\x5b\x5d-\x7e]*$/;

/**
 * Reads `DNT` as the specification means it. A malformed or repeated field may express an opt-out; it never expresses consent.
 *
 * @param lines every `DNT` field line of the request, as it arrived
 * @returns `true` when any member begins with `1`; `false` for exactly one well-formed member that begins with `0`; otherwise `null`
 */
export function parseDnt(lines: readonly string[]): boolean | null {
  if (lines.length === 0) return null;
  const members = fieldMembers(lines);
  if (members.some((member) => member.startsWith('1'))) return true;
  return members.length === 1 && WELL_FORMED.test(members[0]!) ? false : null;
}
