import { type AnalyticsEvent } from '../../event/analytics-event.js';

/** What stands for texts that found no room in the dictionary. */
export const OTHER = '(other)';

/** A text of an event, and what stands for it where there is no room for it; `null` for those of the application's own and of short lists, which always have room. */
export type EventText = readonly [text: string, substitute: string | null];

const made = (text: string): EventText => [text, OTHER];
const own = (text: string): EventText => [text, null];
const left = (text: string): EventText => [text, ''];

/** The texts of an event that are its row's own columns, in their order. */
export const plainTextsOf = ({ site, page, route, host, title, name }: AnalyticsEvent): readonly EventText[] => [
  own(site),
  made(page),
  own(route),
  made(host),
  made(title),
  made(name),
];

/** The texts of who sent an event, in the order of the columns of `AnalyticsClientEntity`. */
export const clientTextsOf = (event: AnalyticsEvent): readonly EventText[] => [
  own(event.device),
  left(event.browser),
  left(event.browserVersion),
  left(event.os),
  left(event.osVersion),
  left(event.language),
  own(event.screen),
  own(event.country),
  own(event.region),
];

/** The texts of where an event came from, in the order of the columns of `AnalyticsArrivalEntity`. */
export const arrivalTextsOf = ({
  referrer,
  keyword,
  channel,
  source,
  campaign,
  click,
}: AnalyticsEvent): readonly EventText[] => [
  made(referrer),
  made(keyword),
  own(channel),
  made(source),
  made(campaign?.source ?? ''),
  made(campaign?.medium ?? ''),
  made(campaign?.campaign ?? ''),
  made(campaign?.term ?? ''),
  made(campaign?.content ?? ''),
  own(click),
];

/** All texts of an event. */
export const textsOf = (event: AnalyticsEvent): readonly EventText[] => [
  ...plainTextsOf(event),
  ...clientTextsOf(event),
  ...arrivalTextsOf(event),
  ...(event.revenue ? [made(event.revenue.currency)] : []),
];
