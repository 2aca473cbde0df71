import { browser } from './browser.js';

/** What is kept under a key; `undefined` where there is nothing, nothing that can be read, or no storage. Every script and extension may have written it. */
export function readStored(key: string): unknown {
  try {
    return JSON.parse(browser.localStorage!.getItem(key)!) ?? undefined;
  } catch {
    return undefined;
  }
}

/** @returns whether it is kept: storage may be missing, full or forbidden */
export function store(key: string, value: object): boolean {
  try {
    browser.localStorage!.setItem(key, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}

/** Keeps nothing more under a key. */
export function unstore(key: string): void {
  try {
    browser.localStorage!.removeItem(key);
  } catch {
    // There is no storage, and so nothing in it.
  }
}
