/** What ends the part before the `@`, going left. */
const ENDS_LOCAL_PART = /[\s/?#&;:,<>()[\]{}"|\\@]/;
/** With whatever follows another `@`; marks belong to the letters of many scripts, and U+3002 is a dot where people write Chinese or Japanese. */
const DOMAIN = /[\p{L}\p{M}\p{N}.。_@-]+/uy;
/** A dot and two letters are somewhere in every domain, and in no version number. */
const HAS_TOP_LEVEL = /[.。]\p{L}[\p{L}\p{M}]/u;

function beginOfLocalPart(text: string, at: number, least: number): number {
  let begin = at;
  while (begin > least && !ENDS_LOCAL_PART.test(text[begin - 1]!)) begin--;
  return begin;
}

/** What stands where a domain may; empty when nothing does. */
function domainAt(text: string, begin: number): string {
  DOMAIN.lastIndex = begin;
  return DOMAIN.exec(text)?.[0] ?? '';
}

/**
 * Puts `:email` in the place of e-mail addresses. A walk from one `@` to the next that never looks at anything twice, for an expression would begin anew at
 * every character.
 *
 * @param text as people read it, see {@link plainForm}
 */
export function maskEmails(text: string): string {
  let masked = '';
  let done = 0;
  let at = text.indexOf('@');
  while (at >= 0) {
    const begin = beginOfLocalPart(text, at, done);
    const domain = begin < at ? domainAt(text, at + 1) : '';
    const end = at + 1 + domain.length;
    if (HAS_TOP_LEVEL.test(domain)) {
      masked += `${text.slice(done, begin)}:email`;
      done = end;
    }
    at = text.indexOf('@', end);
  }
  return done === 0 ? text : masked + text.slice(done);
}
