import { type AnalyticsEvent } from '../../event/analytics-event.js';
import { type Dimension, NAMED_DIMENSIONS, type NamedDimension } from '../../statistics/dimension.js';
import { expectEqual, valuesOf } from './asking.js';
import { after, ANN, DAY, JANE, JOE, storeAt } from './given.js';
import { type StatisticsContract } from './subject.js';

/** A page view that says something of every dimension but of `event`, which is of custom events. */
const TELLING = {
  page: '/p',
  route: '/r',
  host: 'h.example',
  title: 'T',
  channel: 'Organic Search',
  source: 'Search',
  referrer: 'https://f.example/',
  keyword: 'k',
  campaign: { source: 's', medium: 'm', campaign: 'c', term: 't', content: 'n' },
  click: 'gclid',
  country: 'DE',
  region: 'DE-BY',
  language: 'de',
  device: 'tablet',
  browser: 'B',
  browserVersion: '1',
  os: 'O',
  osVersion: '2',
  screen: 'wide',
} as const satisfies Partial<AnalyticsEvent>;

/** One that says nothing of any that may be empty. */
const SILENT = {
  ...Object.fromEntries(Object.keys(TELLING).map((member) => [member, ''])),
  campaign: null,
  device: TELLING.device,
  visitor: null,
} as Partial<AnalyticsEvent>;

const TOLD: Readonly<Record<NamedDimension, string>> = {
  page: '/p',
  'entry-page': '/p',
  'exit-page': '/p',
  route: '/r',
  host: 'h.example',
  title: 'T',
  channel: 'Organic Search',
  source: 'Search',
  referrer: 'https://f.example/',
  keyword: 'k',
  'utm-source': 's',
  'utm-medium': 'm',
  'utm-campaign': 'c',
  'utm-term': 't',
  'utm-content': 'n',
  click: 'gclid',
  country: 'DE',
  region: 'DE-BY',
  language: 'de',
  device: 'tablet',
  browser: 'B',
  'browser-version': '1',
  os: 'O',
  'os-version': '2',
  screen: 'wide',
  event: 'sale',
  audience: 'people',
};

/** Dimensions of which a breakdown counts custom events too. */
const OF_ALL_KINDS = ['channel', 'utm-source', 'country', 'browser', 'screen', 'property:plan'] as const;
const OF_PAGES = ['page', 'entry-page', 'exit-page', 'route', 'host', 'title', 'referrer', 'keyword', 'click'] as const;

/** The values of dimensions. */
export const BREAKDOWN_PROMISES: readonly StatisticsContract[] = [
  {
    promise: 'ranks the values of a dimension, most first, with the numbers of each',
    async prove({ store, reader }) {
      const site = await storeAt(store, [
        { page: '/seldom' },
        { page: '/often' },
        { page: '/often', visitor: JOE, at: after(31) },
        { page: '/often', visitor: JOE, at: after(62) },
        { page: '/often', kind: 'event', name: 'sale', visitor: ANN },
      ]);
      const metrics = ['pageviews', 'visitors', 'visits', 'events'] as const;
      const expected = [
        ['/often', 3, 2, 3, 0],
        ['/seldom', 1, 1, 1, 0],
      ];
      expectEqual(await valuesOf(reader, site, 'page', { metrics }), expected, 'the pages');
    },
  },
  {
    promise: 'breaks down by every dimension, and leaves out what is empty',
    async prove({ store, reader }) {
      const properties = { plan: 'yearly' };
      const site = await storeAt(store, [
        { ...TELLING, properties },
        { kind: 'event', name: 'sale', ...TELLING, at: after(1) },
        SILENT,
        { kind: 'event', ...SILENT },
      ]);
      for (const dimension of NAMED_DIMENSIONS) {
        const values = (await valuesOf(reader, site, dimension)).map(([value]) => value);
        expectEqual(values, [TOLD[dimension]], `the dimension "${dimension}"`);
      }
      expectEqual(await valuesOf(reader, site, 'property:plan'), [['yearly', 1]], 'a property');
      expectEqual(await valuesOf(reader, site, 'property:other'), [], 'a property that nothing has');
    },
  },
  {
    promise: 'counts page views alone by page and the like, custom events alone by event, and both by all else',
    async prove({ store, reader }) {
      const told = { ...TELLING, properties: { plan: 'yearly' } };
      const site = await storeAt(store, [
        { ...told, visitor: JANE },
        { ...told, visitor: JOE },
        { ...told, visitor: JOE, at: after(1), kind: 'event', name: 'sale' },
        { ...told, visitor: JOE, at: after(2), kind: 'event', name: 'sale' },
        { ...told, visitor: ANN, kind: 'event', name: 'sale' },
        { ...told, visitor: JANE, at: after(3), kind: 'miss' },
      ]);
      const numbers = async (dimension: Dimension): Promise<readonly number[]> => {
        const metrics = ['visits', 'visitors', 'pageviews', 'events', 'misses'] as const;
        const [, ...found] = (await valuesOf(reader, site, dimension, { metrics }))[0] ?? [''];
        return found;
      };
      for (const dimension of OF_PAGES)
        expectEqual(await numbers(dimension), [2, 2, 2, 0, 1], `numbers by "${dimension}"`);
      for (const dimension of OF_ALL_KINDS)
        expectEqual(await numbers(dimension), [3, 3, 2, 3, 1], `numbers by "${dimension}"`);
      expectEqual(await numbers('event'), [2, 2, 0, 3, 0], 'numbers by "event"');
    },
  },
  {
    promise: 'takes channel, source and campaign from where the visit began, and from the event where it is of none',
    async prove({ store, reader }) {
      const [first, second] = ['Email', 'Direct'].map((channel) => ({ channel }));
      const site = await storeAt(store, [
        { ...first, at: after(0) },
        { ...second, at: after(10) },
        { ...second, at: after(20), campaign: TELLING.campaign },
        { channel: 'Referral', visitor: null },
      ]);
      const channels = [
        ['Email', 3],
        ['Referral', 1],
      ];
      expectEqual(await valuesOf(reader, site, 'channel'), channels, 'the channels');
      expectEqual(await valuesOf(reader, site, 'utm-source'), [], 'campaigns of later in a visit');
    },
  },
  {
    promise: 'gives a breakdown page by page, nothing twice and nothing left out, equal ranks among them',
    async prove({ store, reader }) {
      const pages = ['/a', '/b', '/c', '/d', '/e', '/a'];
      const site = await storeAt(
        store,
        pages.map((page) => ({ page })),
      );
      const values = (await valuesOf(reader, site, 'page')).map(([value]) => value);
      expectEqual(values[0], '/a', 'the first page');
      expectEqual([...values].sort(), ['/a', '/b', '/c', '/d', '/e'], 'all pages');
    },
  },
  {
    promise: 'ranks by whatever is asked, and leaves out values that have nothing of it',
    async prove({ store, reader }) {
      const site = await storeAt(store, [
        { page: '/views', visitor: JANE },
        { page: '/views', visitor: JANE, at: after(1) },
        { page: '/views', visitor: JANE, at: after(2) },
        { page: '/visitors', visitor: JOE },
        { page: '/visitors', visitor: ANN },
        { page: '/gone', visitor: ANN, kind: 'miss' },
      ]);
      const ranked = async (metric: 'pageviews' | 'visitors' | 'visits' | 'misses'): Promise<unknown> =>
        valuesOf(reader, site, 'page', { metrics: [metric] });
      const [views, visitors] = ['/views', '/visitors'];
      expectEqual(await ranked('pageviews'), [[views, 3], [visitors, 2]], 'by page views'); // prettier-ignore
      expectEqual(await ranked('visitors'), [[visitors, 2], [views, 1]], 'by visitors'); // prettier-ignore
      expectEqual(await ranked('visits'), [[visitors, 2], [views, 1]], 'by visits'); // prettier-ignore
      expectEqual(await ranked('misses'), [['/gone', 1]], 'by pages that are not there');
    },
  },
  {
    promise: 'breaks down a span in the middle of a day as it does the whole day',
    async prove({ store, reader }) {
      const site = await storeAt(store, [
        { page: '/a' },
        { page: '/a', at: after(10) },
        { page: '/b', at: after(20) },
        { page: '/b', at: after(21), visitor: JOE },
      ]);
      const metrics = ['pageviews', 'visits'] as const;
      const span = { start: after(5), end: after(21) };
      const inside = [
        ['/a', 1, 0],
        ['/b', 1, 0],
      ];
      expectEqual([...(await valuesOf(reader, site, 'page', { metrics, span }))].sort(), inside, 'a part of the day');
      expectEqual(await valuesOf(reader, site, 'page', { metrics: ['visits'], span: DAY }), [['/b', 2], ['/a', 1]], 'the day'); // prettier-ignore
    },
  },
  {
    promise: 'tells values as they are, whatever is written in them',
    async prove({ store, reader }) {
      const pages = ["/it's", '/"quoted"', '/back\\slash', '/100%_', '/ü/日本語/🙂', '/A', '/a', '/a ', '/$1?:x{}'];
      const site = await storeAt(
        store,
        pages.map((page) => ({ page })),
      );
      const found = (await valuesOf(reader, site, 'page')).map(([value]) => value);
      expectEqual([...found].sort(), [...pages].sort(), 'the pages');
      for (const page of pages) {
        const filter = { dimension: 'page', operator: 'is', value: page } as const;
        expectEqual(await valuesOf(reader, site, 'page', { filter }), [[page, 1]], 'a page by its name');
      }
    },
  },
  {
    promise: 'tells properties by their text, whatever they are, and none that an event has not of its own',
    async prove({ store, reader }) {
      const values = ['yes', 3, 0.5, -2, true, false, null, ''];
      const site = await storeAt(
        store,
        values.map((value) => ({ properties: { 'a "key", quoted': value } })),
      );
      const found = (await valuesOf(reader, site, 'property:a "key", quoted')).map(([value]) => value);
      expectEqual([...found].sort(), ['-2', '0.5', '3', 'false', 'true', 'yes'], 'the values');
      for (const name of ['toString', 'constructor', 'a'] as const)
        expectEqual(await valuesOf(reader, site, `property:${name}`), [], `the property "${name}"`);
    },
  },
];
