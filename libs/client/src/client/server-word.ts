import { readStored, store } from '../transport/storage.js';

const DAY = 86_400_000;

/** What is kept of the server's last answer about a visitor who decided. */
interface Word {
  /** The record that the cookie named. */
  readonly record: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** Categories that the server denied and the cookie would allow. */
  readonly denied: readonly string[];
}

/** The server's last word about a decision: what it denied stays denied on the next page, and it is asked once a day, or where it contradicted. */
export interface ServerWord {
  /** What it denies of a record. */
  deniedOf(record: string | undefined): readonly string[];
  /** Whether it is to be asked about a record today. */
  isDue(record: string | undefined): boolean;
  keep(record: string | undefined, denied: readonly string[]): void;
}

/** @param key of the storage, which every script may have written to */
export function serverWord(key: string): ServerWord {
  const about = (record: string | undefined): Word | undefined => {
    const word = readStored(key) as Word | null | undefined;
    return record && word?.record === record && Array.isArray(word.denied) ? word : undefined;
  };
  return {
    deniedOf: (record) => about(record)?.denied ?? [],
    isDue(record) {
      const word = about(record);
      return !!record && !(word && word.at > Date.now() - DAY && !word.denied[0]);
    },
    keep(record, denied) {
      if (record) store(key, { record, at: Date.now(), denied } satisfies Word);
    },
  };
}
