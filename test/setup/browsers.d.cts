/** Tells by `BROWSER_PATH` and `FIREFOX_PATH` where Chromium and Firefox are, and says aloud which is not to be had. */
export function findBrowsers(): void;
