const tagsOf = (header: string): string[] => header.split(',').map((tag) => tag.trim());

/** Whether `If-Match` names a strong tag, by strong comparison (RFC 9110, section 13.1.1), or any by `*`. */
export const isTagNamed = (tag: string, header: string): boolean =>
  tagsOf(header).some((named) => named === '*' || named === tag);

/** Whether `If-None-Match` names a weak tag, by weak comparison (RFC 9110, section 13.1.2), or any by `*`. */
export function isWeaklyNamed(tag: string, header: string | undefined): boolean {
  if (header === undefined) return false;
  const opaque = tag.replace(/^W\//, '');
  return tagsOf(header).some((named) => named === '*' || named.replace(/^W\//, '') === opaque);
}
