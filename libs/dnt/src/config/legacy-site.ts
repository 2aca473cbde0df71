import { type StatusDefinition } from '../dnt.config.js';
import { dntFault } from './dnt-fault.js';
import { ownExtensions } from './own-extensions.js';
import { MEMBER_NAMES } from './status-members.js';

/** What the original middleware did not have; in its mode they would be silently inert. */
const UNSUPPORTED = ['tracking', 'statuses', 'defaultStatus', 'whenUnset', 'disregard'];

/** The site-wide status of `mode: 'legacy'`: derived from the request, its members passed through as they are. */
export function resolveLegacySite(options: Readonly<Record<string, unknown>>): StatusDefinition {
  const inert = UNSUPPORTED.find((name) => options[name] !== undefined);
  if (inert !== undefined)
    throw dntFault(
      'DNT_LEGACY_UNSUPPORTED',
      inert,
      'the legacy mode does not know it',
      'leave it out, or use mode "spec"',
    );
  const given = Object.entries(options).filter(([name, value]) => MEMBER_NAMES.includes(name) && value !== undefined);
  const members = { ...Object.fromEntries(given), ...(options['extensions'] as object), ...ownExtensions(options) };
  return { tracking: 'auto', members };
}
