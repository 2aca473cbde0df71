import { SUM_DIMENSION, type SumDimension } from '../../fold/sum-dimension.js';
import { type Dimension, type NamedDimension } from '../../statistics/dimension.js';

const SUMMED: Readonly<Record<NamedDimension, SumDimension>> = {
  page: SUM_DIMENSION.page,
  'entry-page': SUM_DIMENSION.entryPage,
  'exit-page': SUM_DIMENSION.exitPage,
  route: SUM_DIMENSION.route,
  host: SUM_DIMENSION.host,
  title: SUM_DIMENSION.title,
  channel: SUM_DIMENSION.channel,
  source: SUM_DIMENSION.source,
  referrer: SUM_DIMENSION.referrer,
  keyword: SUM_DIMENSION.keyword,
  'utm-source': SUM_DIMENSION.utmSource,
  'utm-medium': SUM_DIMENSION.utmMedium,
  'utm-campaign': SUM_DIMENSION.utmCampaign,
  'utm-term': SUM_DIMENSION.utmTerm,
  'utm-content': SUM_DIMENSION.utmContent,
  click: SUM_DIMENSION.click,
  country: SUM_DIMENSION.country,
  region: SUM_DIMENSION.region,
  language: SUM_DIMENSION.language,
  device: SUM_DIMENSION.device,
  browser: SUM_DIMENSION.browser,
  'browser-version': SUM_DIMENSION.browserVersion,
  os: SUM_DIMENSION.os,
  'os-version': SUM_DIMENSION.osVersion,
  screen: SUM_DIMENSION.screen,
  event: SUM_DIMENSION.event,
  audience: SUM_DIMENSION.audience,
};

/** The number by which the sums know a dimension; `undefined` of properties, which are in no sums. */
export const summedDimension = (dimension: Dimension): SumDimension | undefined => SUMMED[dimension as NamedDimension];

/** Dimensions whose values nobody can count beforehand: as many as there are pages, or sites that link to them. */
const MANY_VALUES: ReadonlySet<SumDimension> = new Set([
  ...[SUM_DIMENSION.page, SUM_DIMENSION.entryPage, SUM_DIMENSION.exitPage, SUM_DIMENSION.route, SUM_DIMENSION.title],
  ...[SUM_DIMENSION.referrer, SUM_DIMENSION.source, SUM_DIMENSION.keyword, SUM_DIMENSION.click],
  ...[SUM_DIMENSION.utmCampaign, SUM_DIMENSION.utmTerm, SUM_DIMENSION.utmContent, SUM_DIMENSION.region],
]);

/** Whether a dimension may have so many values that it takes long to read the sums of all. */
export const hasManyValues = (summed: SumDimension): boolean => MANY_VALUES.has(summed);
