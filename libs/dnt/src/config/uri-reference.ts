import { dntFault, shown } from './dnt-fault.js';

/** The characters of a URI reference (RFC 3986), escapes whole. */
const CHARACTERS = /^(?:[A-Za-z0-9\-._~:/?#[\]@!$&'()*+,;=]|%[0-9A-Fa-f]{2})+$/;
const SCRIPT = /^(?:javascript|data|vbscript):/i;
const LONGEST = 2048;

const isUriReference = (value: unknown): value is string =>
  typeof value === 'string' &&
  value.length <= LONGEST &&
  CHARACTERS.test(value) &&
  !SCRIPT.test(value) &&
  URL.canParse(value, 'https://site.example/.well-known/dnt/');

/** Refuses what is not a URI reference. The empty one too: it would resolve to the tracking status resource itself. */
export function uriReference(option: string, value: unknown): string {
  if (isUriReference(value)) return value;
  throw dntFault(
    'DNT_URI_REFERENCE_INVALID',
    option,
    `${shown(value)} is not a usable URI reference`,
    'give a path such as /privacy or an address such as https://example.com/privacy, percent-encoded, or leave it out',
  );
}

/** Refuses what is not a list of at least one URI reference. */
export function uriReferences(option: string, value: unknown): readonly string[] {
  if (Array.isArray(value) && value.length > 0) return value.map((entry) => uriReference(option, entry));
  throw dntFault(
    'DNT_URI_REFERENCE_INVALID',
    option,
    `${shown(value)} is not a list of URI references`,
    'give an array with at least one reference, or leave it out',
  );
}
