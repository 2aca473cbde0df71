import { type KnownSource } from './known-source.js';
import { CAMPAIGN_NAMES } from './own-sources.data.js';
import { rowsOf, sourceTable } from './source-table.js';
import { sourceOfHost } from './source-of-host.js';

/** A source as a campaign calls it. */
export interface NamedSource {
  readonly source: KnownSource;
  /** Whether the name is that of its advertisements, such as `facebook-ads`. */
  readonly isAdvertising: boolean;
}

const ENDINGS = ['ads', 'ad'];
const SEPARATORS = new Set(['-', '_', ' ', '.']);

let names: ReadonlyMap<string, KnownSource> | undefined;

function allNames(): ReadonlyMap<string, KnownSource> {
  const sources = new Map([...sourceTable().values()].reverse().map(({ source }) => [source.name, source]));
  const entries = rowsOf(CAMPAIGN_NAMES).flatMap(([name = '', others = '']) =>
    others.split(' ').map((other) => [other, sources.get(name)!] as const),
  );
  return new Map(entries);
}

/** A portal is called by its host for many another reason than a search. */
function plainSource(name: string): KnownSource | undefined {
  const source = (names ??= allNames()).get(name) ?? (name.includes('.') ? sourceOfHost(name) : undefined);
  return source?.kind === 'portal' ? undefined : source;
}

/**
 * The known place that `utm_source` names, by one of its names or hosts.
 *
 * @param name in lower case
 * @returns `undefined` for all others
 */
export function sourceOfName(name: string): NamedSource | undefined {
  const source = plainSource(name);
  if (source !== undefined) return { source, isAdvertising: false };
  const ending = ENDINGS.find((text) => name.endsWith(text));
  if (ending === undefined) return undefined;
  const start = name.slice(0, -ending.length);
  const advertiser = plainSource(SEPARATORS.has(start.at(-1) ?? '') ? start.slice(0, -1) : start);
  return advertiser && { source: advertiser, isAdvertising: true };
}
