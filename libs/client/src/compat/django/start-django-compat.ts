import { type ConsentClient } from '../../client/consent-client.options.js';
import { type ConsentState } from '../../state/consent-state.js';
import { pageCookies } from '../../transport/browser.js';
import { oldChoices } from './old-choices.js';

/** What pages of django-privacy-mgmt call. */
export interface DjangoPrivacyMgmt {
  /** Whether a category is allowed; `false` for names that nobody knows. It writes nothing, other than the one of old. */
  getPreference(name: string): boolean;
  /** Decides about a category. That the decision could not be sent, the event `privacy:unsent` tells. */
  setPreference(name: string, accepted: boolean): void;
}

/** What becomes of the old cookie. */
export interface DjangoCompatOptions {
  /**
   * Whether somebody who once allowed MARKETING is asked again, or the old grant is taken over, as method `import`: that it covers what your notice says today is
   * yours to know. Refusals are always taken over, and a grant of STATISTICS never, for it was the default.
   * @default 'ask'
   */
  readonly oldGrants?: 'ask' | 'import';
}

/** The global of django-privacy-mgmt, `window.django_privacy_mgmt`, on top of a client; who has decided nothing brings along what the old cookie says. */
export function startDjangoCompat(
  client: ConsentClient,
  { oldGrants = 'ask' }: DjangoCompatOptions = {},
): DjangoPrivacyMgmt {
  const grants = oldGrants === 'import' ? ['MARKETING'] : [];
  const wordsFor = ({ state, decisions }: ConsentState, granted: readonly string[]) =>
    Object.entries(state === 'unset' ? oldChoices(pageCookies()) : {})
      // What waits to be sent is said already, though no cookie shows it.
      .filter(([name, accepted]) => decisions[name] === 'unset' && (!accepted || granted.includes(name)))
      .map(([name, accepted]) => [name, accepted ? 'granted' : 'denied'] as const);
  const bringAlong = (state: ConsentState, granted: readonly string[]) => {
    const words = wordsFor(state, granted);
    if (words[0]) client.decide(Object.fromEntries(words), { method: 'import' }).catch(() => {});
  };
  const old: DjangoPrivacyMgmt = {
    getPreference: (name) => client.allows(name),
    setPreference(name, accepted) {
      client.decide({ [name]: accepted ? 'granted' : 'denied' }, { method: 'set-preference' }).catch(() => {});
    },
  };
  (globalThis as { django_privacy_mgmt?: DjangoPrivacyMgmt }).django_privacy_mgmt = old;
  const known = client.state();
  // A grant that waits shows nowhere, so that one is brought along only when all that waits has arrived.
  if (known && !wordsFor(known, grants).some(([, word]) => word === 'granted')) bringAlong(known, []);
  else
    client.load().then(
      (state) => bringAlong(state, grants),
      () => known && bringAlong(known, []),
    );
  return old;
}
