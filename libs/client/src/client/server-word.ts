import { readStored } from '../transport/storage.js';

/** What is kept of the server's last answer about a visitor who decided: what it denied stays denied on the next page, and it is asked once a day. */
export interface ServerWord {
  /** The record that the cookie named. */
  readonly record: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** What the server denied and the cookie would allow. */
  readonly decisions: Readonly<Record<string, 'denied'>>;
}

/** The last word about a record; `undefined` where there is none. */
export function lastWord(key: string, record: string | undefined): ServerWord | undefined {
  const word = readStored(key) as ServerWord | undefined;
  return word?.record === record && typeof word?.decisions === 'object' ? word : undefined;
}
