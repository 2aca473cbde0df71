import { type ConsentState } from './consent-state.js';

/** What holds where page and server are not of one mind: of each category the stricter. What was decided, and who is to be asked, is the server's to say. */
export const stricterOf = (server: ConsentState, page: ConsentState): ConsentState => ({
  ...server,
  allowed: Object.fromEntries(
    Object.entries(server.allowed).map(([name, isAllowed]) => [name, isAllowed && !!page.allowed[name]]),
  ),
  consentMode: undefined,
});
