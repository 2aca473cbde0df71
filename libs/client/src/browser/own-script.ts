/** The element by which the page loads this script. It is asked of the selector, for `document.scripts` is whatever element of the page has that name. */
export const ownScript = [...document.querySelectorAll('script')].find(({ src }) => src === import.meta.url);
