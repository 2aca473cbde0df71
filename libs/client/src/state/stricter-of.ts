import { type ConsentState, type Decision } from './consent-state.js';

const stricterDecision = (one: Decision, other: Decision | undefined): Decision =>
  one === 'denied' || other === 'denied' ? 'denied' : one === 'unset' || !other ? 'unset' : other;

/**
 * What holds where page and server are not of one mind: of each category the stricter. Who is to be asked, and all else, is the server's to say.
 *
 * @returns the server's word itself where the page does not contradict
 */
export function stricterOf(server: ConsentState, page: ConsentState): ConsentState {
  const names = Object.keys(server.decisions);
  const decisions = Object.fromEntries(
    names.map((name) => [name, stricterDecision(server.decisions[name]!, page.decisions[name])]),
  );
  const isAllowed = (name: string) => !!server.allowed[name] && !!page.allowed[name];
  const allowed = Object.fromEntries(Object.keys(server.allowed).map((name) => [name, isAllowed(name)]));
  const contradicts = names.some(
    (name) => decisions[name] !== server.decisions[name] || allowed[name] !== server.allowed[name],
  );
  return contradicts ? { ...server, decisions, allowed, consentMode: undefined } : server;
}
