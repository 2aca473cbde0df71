/** Numbers by which the sums know their dimensions; they are stored, and never change their meaning. */
export const SUM_DIMENSION = {
  /** A UTC day as a whole; the value is 0. */
  total: 0,
  /** A quarter of an hour, from 0 to 95. Of visitors of a day it counts those who came in it first. */
  quarter: 1,
  /** The same; it counts nothing but the visitors of a day who were last seen in it. */
  lastQuarter: 2,
  audience: 3,
  /** What is stored of a day, whoever it is of: as page views how many events there are, as events how often they or their visits changed; the value is 0. */
  stored: 4,
  page: 10,
  entryPage: 11,
  exitPage: 12,
  route: 13,
  host: 14,
  title: 15,
  channel: 16,
  source: 17,
  referrer: 18,
  keyword: 19,
  utmSource: 20,
  utmMedium: 21,
  utmCampaign: 22,
  utmTerm: 23,
  utmContent: 24,
  click: 25,
  country: 26,
  region: 27,
  language: 28,
  device: 29,
  browser: 30,
  browserVersion: 31,
  os: 32,
  osVersion: 33,
  screen: 34,
  event: 35,
} as const;

/** One of {@link SUM_DIMENSION}. */
export type SumDimension = (typeof SUM_DIMENSION)[keyof typeof SUM_DIMENSION];

/** A dimension and one of its values, in one number that is small for most of them, for then it costs the least. */
export type SumKey = number;

/** More than there are dimensions. */
const DIMENSIONS = 64;

export const sumKey = (dimension: SumDimension, value: number): SumKey => value * DIMENSIONS + dimension;
export const dimensionOfKey = (key: SumKey): SumDimension => (key % DIMENSIONS) as SumDimension;
export const valueOfKey = (key: SumKey): number => Math.floor(key / DIMENSIONS);
