import { type ConsentState } from './consent-state.js';
import { type PageSettings } from './page-settings.js';

/**
 * What a page knows after the server's answer: on a page that caches share, also what holds for this visitor; and where notice or catalogue are not those that
 * the page was made with, the ones of today, of which the server alone says what they leave of earlier decisions.
 */
export function completedSettings(settings: PageSettings, answer: ConsentState): PageSettings {
  const { noticeVersion, catalogueVersion = null, regimes, signals } = answer;
  const { notice, catalogue } = settings;
  const isOfToday = notice.version === noticeVersion && catalogue.version === catalogueVersion;
  return {
    ...settings,
    ...(!settings.signals && { regimes, signals }),
    ...(!isOfToday && {
      notice: { version: noticeVersion, validity: { since: 0, renewals: {} } },
      catalogue: { version: catalogueVersion, renewals: {} },
    }),
  };
}
