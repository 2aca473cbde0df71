import { completeEvent } from '../../test/complete-event.js';
import { faultOfMember } from './event-check.js';

const TEXTS = [
  'site',
  'page',
  'route',
  'host',
  'title',
  'name',
  'referrer',
  'channel',
  'source',
  'keyword',
  'click',
  'device',
  'browser',
  'browserVersion',
  'os',
  'osVersion',
  'country',
  'region',
  'language',
] as const;

const faultWith = (change: object) => faultOfMember({ ...completeEvent, ...change });

describe('the check of an event before it becomes a row', () => {
  it.each([
    ['all there is', {}],
    ['nothing that may be missing', { visitor: null, alias: null, campaign: null, revenue: null, properties: null }],
    ['a page that was not there, late', { kind: 'miss', activity: 'late', audience: 'agents', screen: '' }],
    ['money given back', { revenue: { amount: -125_000, currency: 'JPY' } }],
    ['texts as long as may be', Object.fromEntries(TEXTS.map((name) => [name, 'x'.repeat(512)]))],
  ])('finds no fault with %s', (_what, change) => expect(faultWith(change)).toBeUndefined());

  it.each(TEXTS)('wants %s to be a text of 512 characters at most', (name) => {
    for (const value of [undefined, null, 1, {}, 'x'.repeat(513)]) expect(faultWith({ [name]: value })).toBe(name);
  });

  it.each([
    ['id', 'no-id'],
    ['id', undefined],
    ['at', 1.5],
    ['at', '1780000000000'],
    ['visitor', 'jane'],
    ['visitor', undefined],
    ['alias', 'b'.repeat(31)],
    ['alias', 'B'.repeat(32)],
    ['alias', undefined],
    ['alias', [`${'b'.repeat(32)}`]],
    ['kind', 'view'],
    ['kind', undefined],
    ['screen', 'huge'],
    ['audience', ''],
    ['activity', 'dead'],
    ['interactive', 1],
    ['interactive', undefined],
    ['campaign', undefined],
    ['campaign', 'letter'],
    ['campaign', {}],
    ['campaign', { ...completeEvent.campaign, term: null }],
    ['campaign', { ...completeEvent.campaign, content: 'x'.repeat(513) }],
    ['revenue', undefined],
    ['revenue', 12.5],
    ['revenue', { amount: 12.5, currency: 'EUR' }],
    ['revenue', { amount: 2 ** 53, currency: 'EUR' }],
    ['revenue', { amount: 125_000, currency: 'eur' }],
    ['revenue', { amount: 125_000, currency: 'EURO' }],
    ['revenue', { amount: 125_000 }],
    ['properties', undefined],
    ['properties', { deep: {} }],
  ])('names %s where it is %j', (name, value) => expect(faultWith({ [name]: value })).toBe(name));
});
