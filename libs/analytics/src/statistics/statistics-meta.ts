/** How the numbers are meant; part of every answer, so that they are never guessed. */
export interface StatisticsMeta {
  readonly definitions: Readonly<Record<string, string>>;
  readonly visitorsBasis: string;
  readonly computedFrom: 'raw-events';
}

/** The definitions that hold for this version. */
export const STATISTICS_META: StatisticsMeta = {
  definitions: {
    pageviews: 'page views of people; machines are left out unless the option "bots" says otherwise',
    visitors: 'distinct visitors among those page views and events',
    events: 'custom events; page views are not among them',
  },
  visitorsBasis:
    'a visitor without consent to statistics is another one on each UTC day; with consent it is the same for as long as its cookie lasts',
  computedFrom: 'raw-events',
};
