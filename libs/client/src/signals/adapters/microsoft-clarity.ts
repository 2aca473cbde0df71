import { type SignalAdapter } from '../signal-adapter.js';

/** The categories of {@link microsoftClarity}. */
export interface MicrosoftClarityOptions {
  /** The category that allows storage for advertising. @default MARKETING */
  readonly ads?: string;
  /** The category that allows storage for statistics. @default STATISTICS */
  readonly analytics?: string;
}

interface Clarity {
  (...words: unknown[]): void;
  q?: unknown[];
}

const page = globalThis as { clarity?: Clarity };
const word = (granted: boolean | undefined) => (granted ? 'granted' : 'denied');

/** Microsoft Clarity by its command `consentv2`, which waits in Clarity's own queue until the script is there. @see https://learn.microsoft.com/en-us/clarity/setup-and-installation/clarity-consent-api-v2 */
export const microsoftClarity = ({
  ads = 'MARKETING',
  analytics = 'STATISTICS',
}: MicrosoftClarityOptions = {}): SignalAdapter => ({
  change(allowed) {
    page.clarity ??= function queue(...words) {
      ((queue as Clarity).q ??= []).push(words);
    };
    page.clarity('consentv2', { ad_Storage: word(allowed[ads]), analytics_Storage: word(allowed[analytics]) });
  },
});
