import { browser } from '../transport/browser.js';

/** What is kept of the server's last answer, until the visitor decides anew. */
export interface ServerWord {
  /** The record that the cookie named. */
  readonly record: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** What the server denied and the cookie would allow. */
  readonly decisions: Readonly<Record<string, 'denied'>>;
}

/** Keeps the server's word across pages, so that what it denied stays denied, and a visitor's browser asks once a day. Kept only after a decision. */
export const wordMemory = (key: string) => ({
  /** The last word about that record. */
  read(record: string | undefined): ServerWord | undefined {
    try {
      const word = JSON.parse(browser.localStorage!.getItem(key)!) as ServerWord | null;
      return word && word.record === record && typeof word.decisions === 'object' ? word : undefined;
    } catch {
      return undefined;
    }
  },
  write(word: ServerWord): void {
    try {
      browser.localStorage!.setItem(key, JSON.stringify(word));
    } catch {
      // Storage is missing, full or forbidden: the server is asked again by the next page.
    }
  },
});
