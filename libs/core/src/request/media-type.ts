/** The media type in the value of a `Content-Type`, in lower case and without parameters; empty when there is none (RFC 9110, section 8.3.1). */
export function mediaTypeOf(value: unknown): string {
  if (typeof value !== 'string') return '';
  const end = value.indexOf(';');
  return (end < 0 ? value : value.slice(0, end)).trim().toLowerCase();
}
