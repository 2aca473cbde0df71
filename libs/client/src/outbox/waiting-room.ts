import { browser } from '../transport/browser.js';
import { isSave, type Save } from './save.js';

/** Where decisions wait that could not be sent yet, oldest first. */
export interface WaitingRoom {
  all(): readonly Save[];
  put(saves: readonly Save[]): void;
}

/** One that pages and tabs of the site share; without storage, what waits lasts as long as the page. */
export function waitingRoom(key: string): WaitingRoom {
  let unstored: readonly Save[] | undefined;
  return {
    all() {
      if (unstored) return unstored;
      try {
        const saves = JSON.parse(browser.localStorage?.getItem(key) ?? '[]') as (Save | null)[] | null;
        return Array.isArray(saves) ? saves.filter(isSave) : [];
      } catch {
        return [];
      }
    },
    put(saves) {
      unstored = undefined;
      try {
        if (saves.length > 0) browser.localStorage!.setItem(key, JSON.stringify(saves));
        else browser.localStorage!.removeItem(key);
      } catch {
        // Storage is missing, full or forbidden.
        unstored = saves;
      }
    },
  };
}
