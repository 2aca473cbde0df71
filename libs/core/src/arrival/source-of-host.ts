import { type KnownSource } from './known-source.js';
import { sourceTable } from './source-table.js';

/** What stands before the country in names of two parts, such as `co.uk`. */
const SECOND_LEVELS = new Set(['com', 'co', 'org', 'net', 'it', 'edu']);
const MAIL_LABELS = ['webmail', 'mail'];
const WEB_MAIL: KnownSource = { name: '', kind: 'mail', keywords: [] };

/** The name with `{}` for its country: `google.co.uk` and `google.de` are both `google.{}`. */
function anyCountry(host: string): string | undefined {
  const labels = host.split('.');
  const country = labels.pop()!;
  if (labels.length === 0 || country.length < 2 || country.length > 3) return undefined;
  if (labels.length > 1 && country.length === 2 && SECOND_LEVELS.has(labels.at(-1)!)) labels.pop();
  return `${labels.join('.')}.{}`;
}

function isWebMail(host: string): boolean {
  const label = host.slice(0, Math.max(host.indexOf('.'), 0));
  const start = MAIL_LABELS.find((name) => label.startsWith(name));
  return start !== undefined && [...label.slice(start.length)].every((digit) => digit >= '0' && digit <= '9');
}

/**
 * The known place that a host belongs to.
 *
 * @param host name in lower case without a port, or the package of an Android app
 * @returns `undefined` for all others
 */
export function sourceOfHost(host: string): KnownSource | undefined {
  const table = sourceTable();
  const bare = host.startsWith('www.') ? host.slice(4) : host;
  for (let name = bare; name !== '';) {
    const entry = table.get(name) ?? table.get(anyCountry(name) ?? '');
    if (entry !== undefined && (entry.isBelow || name === bare)) return entry.source;
    const dot = name.indexOf('.');
    name = dot < 0 ? '' : name.slice(dot + 1);
  }
  return isWebMail(host) ? WEB_MAIL : undefined;
}
