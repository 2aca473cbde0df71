import { type SignalAdapter } from '../signal-adapter.js';

/** The categories of {@link piwikPro}. */
export interface PiwikProOptions {
  /** Which category allows a type of consent of Piwik PRO. @default analytics: STATISTICS, remarketing: MARKETING */
  readonly types?: Readonly<Record<string, string>>;
}

interface Api {
  (...words: unknown[]): void;
  q?: unknown[];
}

const page = globalThis as { ppms?: { cm?: { api?: Api } } };

/** Piwik PRO, through the queue that its own script reads when it is there. */
export const piwikPro = ({
  types = { analytics: 'STATISTICS', remarketing: 'MARKETING' },
}: PiwikProOptions = {}): SignalAdapter => ({
  change(allowed) {
    const cm = ((page.ppms ??= {}).cm ??= {});
    cm.api ??= function queue(...words) {
      ((queue as Api).q ??= []).push(words);
    };
    const consents: Record<string, { status: number }> = {};
    for (const type in types) consents[type] = { status: allowed[types[type]!] ? 1 : 0 };
    cm.api(
      'setComplianceSettings',
      { consents },
      () => {},
      () => {},
    );
  },
});
