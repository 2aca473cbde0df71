import { fieldMembers } from './field-members.js';

/**
 * Reads `Sec-GPC`: `true` when any member is exactly `1`; everything else counts as absent (W3C GPC section 3.3). Members of one line
 * count like lines, for intermediaries and Node itself join lines.
 *
 * @param lines every `Sec-GPC` field line of the request, as it arrived
 */
export const parseGpc = (lines: readonly string[]): boolean => fieldMembers(lines).includes('1');
