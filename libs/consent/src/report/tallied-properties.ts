import { type RecordedSignals } from '../decision/recorded-signals.js';
import { type ConsentRecordEntity } from '../entities/consent-record.entity.js';
import { NOTICE_SURFACES, type NoticeSurface } from '../notice/served/served-notice.js';

/** What of a record makes its properties. */
export type PropertiedRecord = Pick<
  ConsentRecordEntity,
  'language' | 'noticeVersion' | 'method' | 'signals' | 'eventType' | 'regime' | 'surface' | 'variant'
>;

/** By what decisions are counted. */
export const TALLIED_PROPERTIES = [
  'language',
  'noticeVersion',
  'method',
  'country',
  'signal',
  'event',
  'regime',
  'surface',
  'variant',
] as const;

/** One of {@link TALLIED_PROPERTIES}. */
export type TalliedProperty = (typeof TALLIED_PROPERTIES)[number];

const signalOf = ({ dnt, gpc }: RecordedSignals): string => {
  if (gpc === null) return '';
  if (gpc) return dnt === true ? 'gpc+dnt' : 'gpc';
  return dnt === true ? 'dnt' : 'none';
};

/** As it is counted where a notice is shown. */
const surfaceOf = (surface: string | null): string =>
  surface === null || NOTICE_SURFACES.includes(surface as NoticeSurface) ? (surface ?? '') : 'other';

/**
 * What each property of a record is; empty where it is not known.
 *
 * @param country of the policy decision that the record points to
 */
export const propertiesOf = (record: PropertiedRecord, country: string): Readonly<Record<TalliedProperty, string>> => ({
  language: record.language ?? '',
  noticeVersion: String(record.noticeVersion),
  method: record.method,
  country,
  signal: signalOf(record.signals),
  event: record.eventType,
  regime: record.regime,
  surface: surfaceOf(record.surface),
  variant: record.variant ?? '',
});
