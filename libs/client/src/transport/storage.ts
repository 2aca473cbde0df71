import { browser } from './browser.js';
import { tried } from './tried.js';

/** What is kept under a key; `null` or `undefined` where there is nothing, nothing that can be read, or no storage. Every script and extension may have written it. */
export const readStored = (key: string): unknown =>
  tried(() => JSON.parse(browser.localStorage!.getItem(key)!) as unknown);

/** @returns whether it is kept: storage may be missing, full or forbidden */
export const store = (key: string, value: object): boolean =>
  !!tried(() => {
    browser.localStorage!.setItem(key, JSON.stringify(value));
    return true;
  });

/** Keeps nothing more under a key; where there is no storage, there is nothing in it. */
export const unstore = (key: string): void => tried(() => browser.localStorage!.removeItem(key));
