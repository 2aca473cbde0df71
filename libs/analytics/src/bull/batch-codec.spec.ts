import fc from 'fast-check';
import { type AnalyticsEvent } from '../event/analytics-event.js';
import { completeEvent as complete } from '../../test/complete-event.js';
import { completedEvent } from '../event/completed-event.js';
import { type EventBatch } from '../queue/analytics-queue.js';
import { packBatch, unpackBatch } from './batch-codec.js';

const withoutAddress: AnalyticsEvent = Object.fromEntries(
  Object.entries(complete).filter(([member]) => member !== 'address'),
) as unknown as AnalyticsEvent;

/** Members that events of the version before do not have. */
const NEW = [
  'browserVersion',
  'osVersion',
  'screen',
  'country',
  'region',
  'channel',
  'source',
  'keyword',
  'campaign',
  'click',
  'revenue',
  'alias',
  'audience',
  'activity',
  'interactive',
];

const through = (batch: EventBatch): EventBatch =>
  unpackBatch(JSON.parse(JSON.stringify(packBatch(batch))) as ReturnType<typeof packBatch>);

describe('a packed batch', () => {
  it.each<[string, AnalyticsEvent]>([
    ['every member', complete],
    ['no address', withoutAddress],
    ['no visitor and no properties', { ...withoutAddress, visitor: null, alias: null, properties: null }],
    ['no campaign and no revenue', { ...withoutAddress, campaign: null, revenue: null }],
    ['nothing spent and nothing done', { ...complete, revenue: { amount: 0, currency: 'JPY' }, interactive: false }],
    ['a page that was not there', { ...complete, kind: 'miss', activity: 'late', audience: 'agents' }],
  ])('comes out of Redis as it went in: %s', (_name, event) => {
    const batch = { id: 'batch', events: [event, event] };
    expect(through(batch)).toEqual(batch);
  });

  it('holds each text once, whatever the number of events', () => {
    const { texts } = packBatch({ id: 'batch', events: [complete, complete, complete] });
    expect(new Set(texts).size).toBe(texts.length);
  });

  it('comes out as it went in for whatever events there are', () => {
    const text = fc.string({ maxLength: 12 });
    const event = fc.record({
      name: text,
      page: text,
      title: text,
      visitor: fc.option(text),
      alias: fc.option(text),
      keyword: text,
      channel: text,
      campaign: fc.option(fc.record({ source: text, medium: text, campaign: text, term: text, content: text })),
      revenue: fc.option(fc.record({ amount: fc.maxSafeInteger(), currency: text })),
      interactive: fc.boolean(),
      permits: fc.subarray(['STATISTICS', 'MARKETING']),
    });
    fc.assert(
      fc.property(fc.array(event, { maxLength: 20 }), (parts) => {
        const batch = { id: 'batch', events: parts.map((part) => ({ ...complete, ...part })) };
        expect(through(batch)).toEqual(batch);
      }),
    );
  });

  it('of the version before comes out as events of this one', () => {
    const packed = {
      id: 'batch',
      texts: [
        'STATISTICS',
        'event',
        'default',
        'signup',
        '/a',
        '/:page',
        'example.com',
        'A',
        'direct',
        'mobile',
        'Firefox',
        'Android',
        'de',
        '',
      ],
      events: [[complete.id, complete.at, false, null, null, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, null, 13]],
    } as unknown as ReturnType<typeof packBatch>;
    const known = Object.fromEntries(Object.entries(withoutAddress).filter(([member]) => !NEW.includes(member)));
    const before = { ...known, visitor: null, persistent: false, properties: null } as unknown as AnalyticsEvent;
    expect(unpackBatch(packed).events).toEqual([completedEvent(before)]);
    expect(completedEvent(before)).toMatchObject({
      activity: 'live',
      audience: 'people',
      interactive: true,
      channel: '',
    });
  });

  it('says what the version before looks for where that looks for it', () => {
    const { events, texts } = packBatch({ id: 'batch', events: [complete] });
    const row = events[0]!.slice(6, 20);
    const { kind, site, name, page, route, host, title, referrer, device, browser, os, language, visitor, bot } =
      complete;
    expect(row.map((number) => texts[number as number])).toEqual([
      kind,
      site,
      name,
      page,
      route,
      host,
      title,
      referrer,
      device,
      browser,
      os,
      language,
      visitor,
      bot,
    ]);
  });
});
