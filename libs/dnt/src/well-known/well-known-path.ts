const PREFIX = '/.well-known/';
const DNT = 'dnt';

/** Which of the module's resources a request asks for. */
export type WellKnown =
  | { readonly resource: 'site' }
  /** `id` is `undefined` when the path cannot be decoded. */
  | { readonly resource: 'status'; readonly id: string | undefined }
  | { readonly resource: 'gpc' }
  | { readonly resource: 'policy' };

const SITE: WellKnown = { resource: 'site' };
const GPC: WellKnown = { resource: 'gpc' };
const POLICY: WellKnown = { resource: 'policy' };

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

/**
 * Reads a request's target. Paths are case-sensitive, and a look-alike such as `/.well-known/dntx` is not ours.
 */
export function wellKnownOf(target: string): WellKnown | undefined {
  if (!target.startsWith(PREFIX)) return undefined;
  const end = target.search(/[?#]/);
  const name = target.slice(PREFIX.length, end < 0 ? undefined : end);
  if (name === DNT || name === `${DNT}/`) return SITE;
  if (name.startsWith(`${DNT}/`)) return { resource: 'status', id: decoded(name.slice(DNT.length + 1)) };
  if (name === 'gpc.json') return GPC;
  return name === 'dnt-policy.txt' ? POLICY : undefined;
}
