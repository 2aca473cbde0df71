import { type ConsentState } from '../state/consent-state.js';
import { type PageSettings } from '../state/page-settings.js';
import { type ConsentError } from '../transport/consent-error.js';
import { tried } from '../transport/tried.js';
import { askOnceADay } from './ask-once-a-day.js';
import { type ConsentClient, type ConsentClientOptions } from './consent-client.options.js';
import { followVisitor } from './follow-visitor.js';
import { makeClient } from './make-client.js';
import { type Commands, serveCalls } from './serve-calls.js';

declare global {
  interface DocumentEventMap {
    'privacy:ready': CustomEvent<ConsentState>;
    'privacy:change': CustomEvent<ConsentState>;
    'privacy:unsent': CustomEvent<ConsentError>;
  }
}

const KEY = Symbol.for('@nest-privacy/client:shared');
const shared = globalThis as { [KEY]?: ConsentClient };

/** What stands in `<script type="application/json" id="nest-privacy">`; `undefined` where there is none, or nothing that could be read. */
const pageSettings = (): PageSettings | undefined =>
  tried(() => JSON.parse(document.querySelector('script#nest-privacy')!.textContent) as PageSettings);

/** All that is a method of the client, but the one that ends it, which is for whoever has it. */
// eslint-disable-next-line @typescript-eslint/unbound-method -- left out, and never called
const commandsOf = ({ page, paths, dispose, ...commands }: ConsentClient): Commands => commands;

function start(options: ConsentClientOptions = {}): ConsentClient {
  const tell = (type: string, detail: unknown) =>
    document.dispatchEvent(new CustomEvent(`privacy:${type}`, { detail }));
  let isTold = false;
  const page = options.page ?? pageSettings();
  const made = makeClient({ ...options, ...(page && { page }) }, (error) => {
    if (!isTold) tell('unsent', error);
    isTold = true;
  });
  const { client } = made;
  const ready = () => tell('ready', client.state());
  client.onChange((state) => tell('change', state));
  const end = new AbortController();
  followVisitor(made, end.signal);
  askOnceADay(made, end.signal);
  const stopServing = serveCalls(commandsOf(client));
  if (client.state()) ready();
  else client.load().then(ready, () => {});
  const dispose = () => {
    end.abort();
    stopServing();
    client.dispose();
    delete shared[KEY];
  };
  return { ...client, dispose };
}

/**
 * The page's one client, which all parts of the page share: made at first use, it reads the settings that the server rendered into the page, follows what the
 * visitor decides in other tabs, and tells `document` by the events `privacy:ready` and `privacy:change` (detail: the state), and once by `privacy:unsent`
 * (detail: the error) that a decision could not be sent. Calls of the queue `window.nestPrivacy` reach it. Where there is no document, as on a server, each
 * call makes a client of its own.
 *
 * @param options of the first use
 */
export const sharedClient = (options?: ConsentClientOptions): ConsentClient =>
  typeof document === 'undefined' ? makeClient(options).client : (shared[KEY] ??= start(options));
