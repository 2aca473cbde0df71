import { type Signals } from './consent-state.js';
import { type PageSettings } from './page-settings.js';

/** What a browser says of itself; extensions say it as well. */
export interface Speaking {
  readonly globalPrivacyControl?: unknown;
  readonly doNotTrack?: unknown;
}

/** The signals of a page's browser: on where either the browser or the server says so. */
export const signalsOf = ({ signals }: Pick<PageSettings, 'signals'>, browser: Speaking = {}): Signals => ({
  dnt: /^(1|yes)$/.test(browser.doNotTrack as string) || (signals?.dnt ?? null),
  gpc: /^(1|true)$/.test(browser.globalPrivacyControl as string) || !!signals?.gpc,
});
