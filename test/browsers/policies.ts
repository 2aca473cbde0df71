import { createHash } from 'node:crypto';

/** Sources beside those of the policy, by directive, such as the hosts whose frames a page embeds. */
export type FurtherSources = Readonly<Record<string, string>>;

/** `sha256-…`, as a policy and the attribute `integrity` name a text. */
export const hashOf = (text: string | Buffer): string => `sha256-${createHash('sha256').update(text).digest('base64')}`;

function policy(scripts: string, further: FurtherSources): string {
  const directives = {
    'default-src': "'none'",
    'script-src': `${scripts} 'strict-dynamic'`,
    'style-src': "'self'",
    'connect-src': "'self'",
    'img-src': "'self'",
    'form-action': "'self'",
    'base-uri': "'none'",
    'frame-ancestors': "'none'",
    'require-trusted-types-for': "'script'",
    'trusted-types': "'none'",
  };
  const all = Object.entries({ ...further, ...directives });
  return all
    .map(([name, sources]) => [name, sources, name in directives && further[name]].filter(Boolean).join(' '))
    .join('; ');
}

/** The strictest policy that a server can have: nonces, and no Trusted Types policy at all. */
export const noncePolicy = (nonce: string, further: FurtherSources = {}): string => policy(`'nonce-${nonce}'`, further);

const SCRIPT = /<script\b([^>]*)>([\s\S]*?)<\/script>/g;
const attributeOf = (attributes: string, name: string): string | undefined =>
  new RegExp(`\\b${name}="([^"]*)"`).exec(attributes)?.[1];

/** The same for pages that are files: the hashes of all scripts that are in them, and of those that they name with their `integrity`. */
export function hashPolicy(html: string, further: FurtherSources = {}): string {
  const hashes = [...html.matchAll(SCRIPT)].flatMap(([, attributes = '', text = '']) => {
    if (attributeOf(attributes, 'type') === 'application/json') return [];
    if (attributeOf(attributes, 'src') === undefined) return [hashOf(text)];
    return attributeOf(attributes, 'integrity')?.split(' ') ?? [];
  });
  return policy([...new Set(hashes)].map((hash) => `'${hash}'`).join(' '), further);
}
