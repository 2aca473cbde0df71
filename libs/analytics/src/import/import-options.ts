import { type JsonField } from './json-members.js';
import { type LogFormat } from './log-format.js';

/** How far an import is. */
export interface ImportProgress {
  /** Lines read, those of an earlier try included. */
  readonly lines: number;
  /** From 0 to 1; `undefined` for a log whose size nobody knows. */
  readonly share: number | undefined;
}

/** What an import is told of its log; every member is optional. */
export interface AccessLogImportOptions {
  /** Id of the site. @default the first */
  readonly site?: string | undefined;
  /** Host of the site, where the log names none: referrers of this host are the site's own pages. @default the first host that the site names */
  readonly host?: string | undefined;
  /** IANA time zone of times without an offset. @default 'UTC' */
  readonly timeZone?: string | undefined;
  /** @default 'any' */
  readonly format?: LogFormat | undefined;
  /** Names of a JSON log's own members, which are looked for before the well-known ones; a dot leads into an object. */
  readonly members?: Partial<Record<JsonField, string>> | undefined;
  /** Paths that are left out beside those of the option `ignorePaths`, in the same form. */
  readonly ignorePaths?: readonly string[] | undefined;
  /** `count` stores nothing, and tells what would be. @default 'store' */
  readonly purpose?: 'store' | 'count' | undefined;
  /** Is told how far it has come, after each batch. */
  readonly onProgress?: ((progress: ImportProgress) => void) | undefined;
}
