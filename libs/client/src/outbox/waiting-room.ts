import { readStored, store, unstore } from '../transport/storage.js';
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
      const saves = unstored ?? readStored(key);
      return Array.isArray(saves) ? (saves as (Save | null)[]).filter(isSave) : [];
    },
    put(saves) {
      if (saves.length === 0) unstore(key);
      unstored = saves.length === 0 || store(key, saves) ? undefined : saves;
    },
  };
}
