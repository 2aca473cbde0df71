import { signalsOf } from '../state/browser-signals.js';
import { completedSettings } from '../state/completed-settings.js';
import { readConsentCookie } from '../state/consent-cookie.js';
import { type ConsentState } from '../state/consent-state.js';
import { evaluate } from '../state/evaluate.js';
import { type PageSettings } from '../state/page-settings.js';
import { stricterOf } from '../state/stricter-of.js';
import { browser, isInForeignFrame, pageCookies } from '../transport/browser.js';

/** Where the visitor's consent stands, of all that the page knows. */
export interface Standing {
  /** The same object until something changes. */
  readonly state: () => ConsentState | undefined;
  /** Looks again at all that it depends on. */
  readonly look: () => void;
  /** The record that the cookie names; `undefined` where nothing was decided, or where the page was told nothing and reads no cookie. */
  readonly record: () => string | undefined;
  /**
   * Takes the server's word, which counts for as long as the cookie is the one that it was about.
   *
   * @param record that the cookie named when the server was asked
   * @returns the categories that the server denies and the cookie would allow
   */
  hear(answer: ConsentState, record: string | undefined): readonly string[];
}

/** What a change is: an answer that names another record and says the same is none. Who reads a notice is to see that there is a newer one, or a newer catalogue. */
const meaningOf = (state: ConsentState) =>
  JSON.stringify([
    state.decisions,
    state.allowed,
    state.promptRequired,
    state.showGpcHonoured,
    state.signals,
    state.noticeVersion,
    state.catalogueVersion,
  ]);

/** In a frame that may stand anywhere nothing is allowed, and nobody is asked. */
const silenced = (state: ConsentState): ConsentState => ({
  ...state,
  allowed: Object.fromEntries(Object.keys(state.allowed).map((name) => [name, name === 'ESSENTIALS'])),
  promptRequired: false,
});

/**
 * @param page what the server told the page
 * @param said puts over a state what no answer shows yet
 * @param tell called when the state means something else
 */
export function createStanding(
  page: PageSettings | undefined,
  said: (state: ConsentState, record: string | undefined) => ConsentState,
  tell: (state: ConsentState) => void,
): Standing {
  let settings = page;
  let record: string | undefined;
  let heard: ConsentState | undefined;
  let heardAbout: string | undefined;
  let current: ConsentState | undefined;

  const ofCookie = (): ConsentState | undefined => {
    if (!settings) return undefined;
    const stored = readConsentCookie(pageCookies(), settings.cookie);
    record = stored?.record;
    return evaluate({ stored, settings, signals: signalsOf(settings, browser.navigator), now: Date.now() });
  };

  const look = () => {
    const cookie = ofCookie();
    const answer = heardAbout === record ? heard : undefined;
    const known = answer && cookie ? stricterOf(answer, cookie) : (answer ?? cookie);
    if (!known) return;
    const overlaid = said(known, answer ? undefined : record);
    const next = isInForeignFrame() ? silenced(overlaid) : overlaid;
    const before = current;
    if (JSON.stringify(next) === JSON.stringify(before)) return;
    current = next;
    if (!before || meaningOf(next) !== meaningOf(before)) tell(next);
  };

  look();
  return {
    state: () => current,
    look,
    record: () => record,
    hear(answer, about) {
      settings &&= completedSettings(settings, answer);
      const cookie = ofCookie();
      heard = answer;
      heardAbout = about;
      look();
      return Object.keys(answer.decisions).filter((name) => cookie?.allowed[name] && !answer.allowed[name]);
    },
  };
}
