import { type ConsentCategory } from '@nest-privacy/core';
import { type ImportTool } from './import.options.js';
import { type CookieFormat } from './found-consent.js';

/** A tool with every default in place. */
export interface ImportSource {
  readonly source: ImportTool;
  /** The names of cookies that may be there, the newest first. */
  readonly cookies: readonly string[];
  /** `undefined` of a table. */
  readonly format: CookieFormat | undefined;
  /** The tool's names by category. */
  readonly names: ReadonlyMap<ConsentCategory, readonly string[]>;
  readonly trusted: ReadonlySet<ConsentCategory>;
  readonly noticeVersion: number | null;
}

/** What the records of a source say of where they are from. */
export const originOf = ({ source }: Pick<ImportSource, 'source'>): string => `imported:${source}`;
