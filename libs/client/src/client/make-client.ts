import { createOutbox } from '../outbox/outbox.js';
import { waitingRoom } from '../outbox/waiting-room.js';
import { withWords } from '../outbox/with-words.js';
import { CLOCK_TOLERANCE } from '../state/answer.js';
import { type ConsentState } from '../state/consent-state.js';
import { consentApi } from '../transport/consent-api.js';
import { type ConsentError } from '../transport/consent-error.js';
import { type Fetch } from '../transport/fetch.js';
import { track } from '../transport/track.js';
import { type ConsentClient, type ConsentClientOptions } from './consent-client.options.js';
import { createDecisions, pageLanguage } from './decisions.js';
import { createExchange } from './exchange.js';
import { createListeners } from './listeners.js';
import { serverWord } from './server-word.js';
import { createStanding } from './standing.js';

/** A client, and what the page that it is made for needs of it besides. */
export interface MadeClient {
  readonly client: ConsentClient;
  /** Looks again at cookie, signals and clock. */
  readonly look: () => void;
  /** Whether decisions wait to be sent. */
  readonly isWaiting: () => boolean;
  /** Whether the server is to be asked today: it was not yet about this decision, or it contradicted. */
  readonly isQuestionDue: () => boolean;
}

/** How long an answer is waited for, in milliseconds: what the visitor says next waits behind it. */
const PATIENCE = 15_000;

const DECISIONS = ['granted', 'denied'] as const;

/** Whether what was decided has run out since; the browser's clock may be behind. */
const isOver = ({ validUntil }: ConsentState): boolean =>
  !!validUntil && Date.parse(validUntil) <= Date.now() + CLOCK_TOLERANCE;

/** @param onUnsent called when a decision could not be sent, with all its repetitions */
export function makeClient(options: ConsentClientOptions = {}, onUnsent?: (error: ConsentError) => void): MadeClient {
  const { baseUrl = '', choices = '/privacy', retryDelays = [500, 2000], page } = options;
  const send: Fetch =
    options.fetch ?? ((url, init) => fetch(url, { ...init, signal: AbortSignal.timeout?.(PATIENCE) ?? null }));
  const paths = page?.paths ?? { consent: `${baseUrl}/consent`, events: `${baseUrl}/analytics/events`, choices };
  const { consent, events } = paths;
  // Two installations can share an origin, and neither is told what was said to the other.
  const place = consent.replace(/\/consent$/, '');
  const api = consentApi(send, consent, retryDelays);
  const outbox = createOutbox(waitingRoom(`nest-privacy:${place}`), api.save);
  const word = serverWord(`nest-privacy-word:${place}`);
  const { add, tell, clear } = createListeners<ConsentState>();
  const said = (state: ConsentState, record: string | undefined) => withWords(state, outbox, word.deniedOf(record));
  const standing = createStanding(page, said, tell);
  const { state, look, record } = standing;
  const exchange = createExchange({ api, outbox, standing, word, onUnsent });
  const client: ConsentClient = {
    page,
    paths,
    load: exchange.load,
    state,
    // Every object has members that are no decision and no permission, such as `constructor`.
    decision: (category) => DECISIONS.find((one) => one === state()?.decisions[category]) ?? 'unset',
    allows(category) {
      const now = state();
      return category === 'ESSENTIALS' || (!!now && !isOver(now) && now.allowed[category] === true);
    },
    ...createDecisions(api, standing, exchange),
    notice: ({ language = pageLanguage(), variant } = {}) => api.notice({ language, variant }),
    onChange: add,
    track: (name, properties) => void (events && track(send, events, name, properties)),
    dispose: clear,
  };
  return { client, look, isWaiting: outbox.isWaiting, isQuestionDue: () => word.isDue(record()) };
}
