import { browser } from './browser.js';
import { type DecideOptions } from './consent-client.options.js';
import { type ConsentState } from './consent-state.js';

/** A decision on its way; `body` is missing in a withdrawal. The same `key` marks each attempt to send it. */
export interface Save {
  readonly key: string;
  readonly body?: DecideOptions & {
    readonly decisions: Readonly<Record<string, 'granted' | 'denied'>>;
    readonly noticeVersion?: number;
    readonly catalogueVersion?: number | undefined;
  };
}

/** What the newest save that mentions the category says; `undefined` when none does. */
const wordOn = (category: string, saves: readonly Save[]): 'granted' | 'denied' | undefined => {
  for (const { body } of [...saves].reverse()) {
    const word = body ? body.decisions[category] : 'denied';
    if (word) return word;
  }
  return undefined;
};

/** The state with refusals that the server has not confirmed; an unconfirmed grant changes nothing. */
export function withRefusals(state: ConsentState, saves: readonly Save[]): ConsentState {
  const decisions = { ...state.decisions };
  const allowed = { ...state.allowed };
  for (const category of Object.keys(decisions)) {
    if (wordOn(category, saves) === 'denied') {
      decisions[category] = 'denied';
      allowed[category] = false;
    }
  }
  return { ...state, decisions, allowed };
}

/** Storage is open to every script and extension, and to older versions of this one. */
const isSave = (value: Save | null): value is Save =>
  typeof value?.key === 'string' && (value.body === undefined || typeof value.body.decisions === 'object');

/** Where decisions wait that could not be sent yet, across pages; without storage they last as long as the page. */
export const waitingRoom = (key: string) => ({
  read(): Save[] {
    try {
      const saves = JSON.parse(browser.localStorage?.getItem(key) ?? '[]') as (Save | null)[] | null;
      return Array.isArray(saves) ? saves.filter(isSave) : [];
    } catch {
      return [];
    }
  },
  write(saves: readonly Save[]): void {
    try {
      if (saves.length > 0) browser.localStorage?.setItem(key, JSON.stringify(saves));
      else browser.localStorage?.removeItem(key);
    } catch {
      // Storage is full or forbidden.
    }
  },
});
