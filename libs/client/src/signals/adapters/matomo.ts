import { type CategoryOption, type SignalAdapter } from '../signal-adapter.js';

/** How {@link matomo} asks for consent. */
export interface MatomoOptions extends CategoryOption {
  /** What waits for consent: all of tracking, or only its cookies. @default tracking */
  readonly mode?: 'tracking' | 'cookies';
}

const page = globalThis as { _paq?: { push(command: string[]): unknown } };
const tell = (word: string) => void (page._paq ??= []).push([word]);

/** Matomo. The consent is remembered here, so that Matomo is told on every page, and stores nothing of it. @see https://developer.matomo.org/guides/tracking-consent */
export const matomo = ({ category = 'STATISTICS', mode = 'tracking' }: MatomoOptions = {}): SignalAdapter => {
  const consent = mode === 'cookies' ? 'CookieConsent' : 'Consent';
  return {
    before: () => tell(`require${consent}`),
    change: (allowed) => tell(allowed[category] ? `set${consent}Given` : `forget${consent}Given`),
  };
};
