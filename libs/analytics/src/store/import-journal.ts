/** How far an import has come. */
export interface ImportPosition {
  /** Bytes of the unpacked log that are done with. */
  readonly offset: number;
  /** What was found up to there, as the importer keeps it. */
  readonly tally: unknown;
}

/** An import that is not finished. */
export interface OpenImport {
  /** 256 bits, the same each time the import is taken up again within a day. */
  readonly secret: Buffer;
  /** Where to go on; `undefined` for the beginning. */
  readonly position: ImportPosition | undefined;
  save(position: ImportPosition): Promise<void>;
  /** Forgets the import with its secret. */
  finish(): Promise<void>;
}

/** Remembers imports until they are finished, so that one which was interrupted goes on where it was. */
export interface ImportJournal {
  /** @param log 64 hex digits by which a log of a site is known */
  open(log: string): Promise<OpenImport>;
}

/** Injection token of {@link ImportJournal}; a store of the application's own may do without it, and every import then begins at the beginning. */
export const ImportJournal = Symbol.for('@nest-privacy/analytics:ImportJournal');
