import { AI_ASSISTANTS } from './ai-assistants.data.js';
import { type KnownSource, type SourceKind } from './known-source.js';
import {
  MAIL_PLACES,
  OWN_AI_ASSISTANTS,
  OWN_SEARCH_ENGINES,
  OWN_SOCIAL_NETWORKS,
  SHOPS,
  VIDEO_PLACES,
} from './own-sources.data.js';
import { SEARCH_ENGINES } from './search-engines.data.js';
import { SOCIAL_NETWORKS } from './social-networks.data.js';

/** A place, and whether what is below its host belongs to it. */
export interface HostEntry {
  readonly source: KnownSource;
  readonly isBelow: boolean;
}

const words = (text: string): readonly string[] => text.split(' ').filter(Boolean);

/** The rows of a list, each taken apart at its bars. */
export const rowsOf = (list: string): readonly (readonly string[])[] =>
  list
    .split('\n')
    .filter(Boolean)
    .map((row) => row.split('|').map((part) => part.trim()));

/** Where a list names places of one kind, the place with all below it. */
const PLACES: readonly (readonly [SourceKind, string])[] = [
  ['mail', MAIL_PLACES],
  ['ai', OWN_AI_ASSISTANTS],
  ['ai', AI_ASSISTANTS],
  ['video', VIDEO_PLACES],
  ['shop', SHOPS],
  ['social', OWN_SOCIAL_NETWORKS],
  ['social', SOCIAL_NETWORKS],
];

let table: ReadonlyMap<string, HostEntry> | undefined;

/** All hosts of known places; where two lists have one, the first has it. Made when it is first asked for, since not every application asks. */
export const sourceTable = (): ReadonlyMap<string, HostEntry> => (table ??= makeTable());

function makeTable(): ReadonlyMap<string, HostEntry> {
  const made = new Map<string, HostEntry>();
  const add = (host: string, entry: HostEntry): void => {
    if (!made.has(host)) made.set(host, entry);
  };
  for (const [kind, list] of PLACES)
    for (const [name = '', hosts = ''] of rowsOf(list)) {
      const source: KnownSource = { name, kind, keywords: [] };
      for (const host of words(hosts)) add(host, { source, isBelow: true });
    }
  for (const [marked = '', keywords = '', hosts = ''] of rowsOf(OWN_SEARCH_ENGINES + SEARCH_ENGINES)) {
    const isPortal = marked.startsWith('?');
    const name = isPortal ? marked.slice(1) : marked;
    const source: KnownSource = { name, kind: isPortal ? 'portal' : 'search', keywords: words(keywords) };
    for (const host of words(hosts))
      add(host.startsWith('.') ? host.slice(1) : host, { source, isBelow: host.startsWith('.') });
  }
  return made;
}
