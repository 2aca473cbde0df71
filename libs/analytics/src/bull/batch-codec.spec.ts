import fc from 'fast-check';
import { type AnalyticsEvent } from '../event/analytics-event.js';
import { packBatch, unpackBatch } from './batch-codec.js';

const complete: Required<AnalyticsEvent> = {
  id: '01a1f8e8-4f29-7f8a-b863-cfe0f06ee56a',
  at: 1_780_000_000_000,
  kind: 'event',
  site: 'default',
  name: 'signup',
  page: '/a',
  route: '/:page',
  host: 'example.com',
  title: 'A',
  referrer: 'direct',
  device: 'mobile',
  browser: 'Firefox',
  os: 'Android',
  language: 'de',
  visitor: 'a'.repeat(32),
  persistent: true,
  bot: '',
  properties: { plan: 'pro', seats: 3, trial: false, note: null },
  permits: ['STATISTICS'],
  address: '203.0.113.0',
};

const withoutAddress: AnalyticsEvent = Object.fromEntries(
  Object.entries(complete).filter(([member]) => member !== 'address'),
) as unknown as AnalyticsEvent;

describe('a packed batch', () => {
  it.each([
    ['every member', complete],
    ['no address', withoutAddress],
    ['no visitor and no properties', { ...withoutAddress, visitor: null, properties: null }],
  ])('comes out of Redis as it went in: %s', (_name, event) => {
    const batch = { id: 'batch', events: [event, event] };
    expect(unpackBatch(JSON.parse(JSON.stringify(packBatch(batch))) as ReturnType<typeof packBatch>)).toEqual(batch);
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
      permits: fc.subarray(['STATISTICS', 'MARKETING']),
    });
    fc.assert(
      fc.property(fc.array(event, { maxLength: 20 }), (parts) => {
        const batch = { id: 'batch', events: parts.map((part) => ({ ...complete, ...part })) };
        expect(unpackBatch(JSON.parse(JSON.stringify(packBatch(batch))) as ReturnType<typeof packBatch>)).toEqual(
          batch,
        );
      }),
    );
  });
});
