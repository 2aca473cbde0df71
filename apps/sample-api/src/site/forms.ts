/** Where the forms of the site lead, and the page to go back to when a form does not name its own. */
export const FORMS: ReadonlyMap<string, string> = new Map([
  ['/consent', '/'],
  ['/privacy/export', '/privacy'],
  ['/privacy/erase', '/privacy'],
]);
