import { withWords } from '../outbox/with-words.js';
import { createOutbox } from '../outbox/outbox.js';
import { type Save } from '../outbox/save.js';
import { waitingRoom } from '../outbox/waiting-room.js';
import { type ConsentState } from '../state/consent-state.js';
import { CLOCK_TOLERANCE } from '../state/answer.js';
import { browser } from '../transport/browser.js';
import { consentApi } from '../transport/consent-api.js';
import { type ConsentError } from '../transport/consent-error.js';
import { type Fetch } from '../transport/fetch.js';
import { newId } from '../transport/new-id.js';
import { store } from '../transport/storage.js';
import { track } from '../transport/track.js';
import { type ConsentClient, type ConsentClientOptions, type DecideOptions } from './consent-client.options.js';
import { createListeners } from './listeners.js';
import { lastWord } from './server-word.js';
import { createStanding } from './standing.js';

const DAY = 86_400_000;

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

const lookUp = <T>(table: Readonly<Record<string, T>> | undefined, name: string): T | undefined =>
  table && Object.hasOwn(table, name) ? table[name] : undefined;

const isOutdated = ({ code }: ConsentError): boolean => code === 'NOTICE_OUTDATED' || code === 'CATALOGUE_OUTDATED';

/** @param onUnsent called when a decision could not be sent, with all its repetitions */
export function makeClient(options: ConsentClientOptions = {}, onUnsent?: (error: ConsentError) => void): MadeClient {
  const { baseUrl = '', retryDelays = [500, 2000], page } = options;
  const send: Fetch = options.fetch ?? ((url, init) => fetch(url, init));
  const api = consentApi(send, page?.paths.consent ?? `${baseUrl}/consent`, retryDelays);
  const events = page ? page.paths.events : `${baseUrl}/analytics/events`;
  const outbox = createOutbox(waitingRoom(`nest-privacy:${baseUrl}`), ({ key, body }) => api.save(key, body));
  const wordKey = `nest-privacy-word:${baseUrl}`;
  const listeners = createListeners<ConsentState>();
  let served: { readonly noticeVersion: number; readonly servedToken: string } | undefined;
  let asksAgain = false;
  let queue: Promise<unknown> = Promise.resolve();

  const said = (state: ConsentState, record: string | undefined): ConsentState => {
    const word = record && lastWord(wordKey, record);
    const overlaid = withWords(state, [
      ...(word ? [{ key: '', body: { decisions: word.decisions } }] : []),
      ...outbox.words(),
    ]);
    return asksAgain ? { ...overlaid, promptRequired: true } : overlaid;
  };
  const standing = createStanding(page, said, (state) => listeners.tell(state));

  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const result = queue.then(work);
    queue = result.catch(() => {});
    return result;
  };

  const refresh = async (): Promise<ConsentState> => {
    const record = standing.record();
    const answer = await api.state();
    // Where cookies are refused the server knows nothing of what was said, and the page keeps it.
    if (answer.state !== 'unset') outbox.shown();
    const denied = standing.hear(answer, record);
    if (record) {
      const decisions = Object.fromEntries(denied.map((name) => [name, 'denied']));
      store(wordKey, { record, at: Date.now(), decisions });
    }
    return standing.state()!;
  };

  const settle = async (save: Save): Promise<ConsentState> => {
    const before = standing.record();
    try {
      await outbox.deliver(save);
    } catch (error) {
      if (isOutdated(error as ConsentError)) {
        asksAgain = true;
        await refresh().catch(() => {});
      }
      standing.look();
      if ((error as ConsentError).temporary) onUnsent?.(error as ConsentError);
      throw error;
    }
    standing.look();
    if (standing.record() === before) return refresh();
    outbox.shown();
    standing.look();
    return standing.state()!;
  };

  const record = (save: Save): Promise<ConsentState> => {
    outbox.add(save);
    asksAgain = false;
    standing.look();
    return inTurn(() => settle(save));
  };

  const load = () =>
    inTurn(() =>
      outbox
        .deliver()
        .catch(() => {})
        .then(refresh),
    );

  const decide: ConsentClient['decide'] = (decisions, evidence = {}) => {
    const { noticeVersion, catalogueVersion } = standing.state() ?? {};
    const language = browser.document?.documentElement?.lang || undefined;
    const shown = { language, noticeVersion, catalogueVersion: catalogueVersion ?? undefined, ...evidence };
    const servedToken = shown.noticeVersion === served?.noticeVersion ? served?.servedToken : undefined;
    return record({ key: newId(), body: { ...shown, servedToken, decisions } });
  };

  const decideAll = async (decision: 'granted' | 'denied', method: string, evidence?: DecideOptions) => {
    const { decisions } = standing.state() ?? (await load());
    return decide(Object.fromEntries(Object.keys(decisions).map((name) => [name, decision])), { method, ...evidence });
  };

  const client: ConsentClient = {
    page,
    load,
    state: () => standing.state(),
    decision: (category) => lookUp(standing.state()?.decisions, category) ?? 'unset',
    allows(category) {
      if (category === 'ESSENTIALS') return true;
      const now = standing.state();
      const isOver = !!now?.validUntil && Date.parse(now.validUntil) <= Date.now() + CLOCK_TOLERANCE;
      return !isOver && lookUp(now?.allowed, category) === true;
    },
    decide,
    acceptAll: (evidence) => decideAll('granted', 'accept-all', evidence),
    rejectAll: (evidence) => decideAll('denied', 'reject-all', evidence),
    withdraw: () => record({ key: newId() }),
    notice: ({ language = browser.document?.documentElement?.lang, variant } = {}) => api.notice({ language, variant }),
    async served({ noticeVersion, language, variant }, surface) {
      if (noticeVersion === null) return;
      const report = { noticeVersion, language, variant: variant ?? undefined, surface };
      const answer = await api.served(report).catch(() => undefined);
      if (answer) served = { noticeVersion, servedToken: answer.servedToken };
    },
    onChange: (listener) => listeners.add(listener),
    track: (name, properties) => void (events && track(send, events, name, properties)),
    dispose: () => listeners.clear(),
  };
  return {
    client,
    look: () => standing.look(),
    isWaiting: () => outbox.isWaiting(),
    isQuestionDue() {
      const about = standing.record();
      const word = lastWord(wordKey, about);
      return !!about && !(word && word.at > Date.now() - DAY && Object.keys(word.decisions).length === 0);
    },
  };
}
