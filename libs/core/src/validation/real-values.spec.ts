import fc from 'fast-check';
import { parseDay } from './calendar-day.js';
import { parseDayOrInstant } from './day-or-instant.js';
import { parseInstant } from './instant.js';
import { canonicalLanguage } from './language-tag.js';
import { isLine, isText } from './text.js';
import { isTimeZoneName } from './time-zone-name.js';
import { isWholeNumber, parseWholeNumber } from './whole-number.js';

const LATEST = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

describe('an instant', () => {
  it('is read as it was written, whatever the zone', () => {
    fc.assert(
      fc.property(fc.nat(LATEST), fc.integer({ min: -1_439, max: 1_439 }), (at, offset) => {
        const local = at + offset * 60_000;
        fc.pre(local >= 0 && local <= LATEST);
        const [hours, minutes] = [Math.floor(Math.abs(offset) / 60), Math.abs(offset) % 60].map((part) =>
          String(part).padStart(2, '0'),
        );
        const zone = `${offset < 0 ? '-' : '+'}${hours}:${minutes}`;
        expect(parseInstant(new Date(at).toISOString())?.getTime()).toBe(at);
        expect(parseInstant(new Date(local).toISOString().replace('Z', zone))?.getTime()).toBe(at);
      }),
    );
  });

  it.each([
    ['2026-06-15T12:00Z', '2026-06-15T12:00:00.000Z'],
    ['2026-06-15T12:00:00.1239Z', '2026-06-15T12:00:00.123Z'],
    ['2024-02-29T00:00:00+05:45', '2024-02-28T18:15:00.000Z'],
  ])('reads %s as %s', (text, expected) => expect(parseInstant(text)?.toISOString()).toBe(expected));

  it.each([
    '',
    '2026-06-15',
    '2026-06-15T12:00:00',
    '2026-06-15 12:00:00Z',
    '2026-06-15t12:00:00z',
    '2026-02-31T00:00:00Z',
    '2025-02-29T00:00:00Z',
    '2026-00-10T00:00:00Z',
    '2026-06-15T24:00:00Z',
    '2026-06-15T12:60:00Z',
    '2026-06-15T12:00:60Z',
    '2026-06-15T12:00:00+24:00',
    '2026-06-15T12:00:00+99:99',
    '2026-06-15T12:00:00.Z',
    '2026-06-15T12:00:00.1234567890Z',
    '1969-12-31T23:59:59Z',
    '1970-01-01T00:00:00+01:00',
    '9999-12-31T23:59:59-00:01',
    '+012026-06-15T12:00:00Z',
    '2026-W52-1',
    '2026-06-15T12:00:00Z\n',
    1_750_000_000_000,
    null,
    ['2026-06-15T12:00:00Z'],
  ])('is not %j', (text) => expect(parseInstant(text)).toBeUndefined());
});

describe('a day', () => {
  it('is one of the calendar', () => {
    fc.assert(
      fc.property(fc.nat(LATEST), (at) => {
        const text = new Date(at).toISOString().slice(0, 10);
        expect(parseDay(text)).toEqual({
          year: Number(text.slice(0, 4)),
          month: Number(text.slice(5, 7)),
          day: Number(text.slice(8)),
        });
        expect(parseDayOrInstant(text)).toBe(at - (at % 86_400_000));
      }),
    );
  });

  it.each(['2026-02-30', '2025-02-29', '2026-13-01', '2026-6-1', '0099-01-01', '1969-12-31', '2026-W52-1', '2026-165'])(
    'is not %s',
    (text) => expect(parseDay(text)).toBeUndefined(),
  );
});

describe('a language', () => {
  it.each([
    ['de', 'de'],
    ['DE-ch', 'de-CH'],
    ['zh-hans', 'zh-Hans'],
    ['zh-hant-tw', 'zh-Hant-TW'],
    ['iw', 'he'],
    ['de-u-co-phonebk', 'de-u-co-phonebk'],
    ['german', undefined],
    ['de_CH', undefined],
    ['de-', undefined],
    ['de-1-1', undefined],
    ['x-private', undefined],
    ['__proto__', undefined],
    [`de-${'abcdefgh-'.repeat(4)}x`, undefined],
    ['', undefined],
    ['*', undefined],
    [['de'], undefined],
  ])('%j is read as %j', (tag, expected) => expect(canonicalLanguage(tag)).toBe(expected));
});

describe('a time zone', () => {
  it.each(['UTC', 'Europe/Berlin', 'America/Argentina/Buenos_Aires', 'Etc/GMT+5'])('is %s', (name) =>
    expect(isTimeZoneName(name)).toBe(true),
  );
  it.each(['', '+02:00', 'UTC+99', 'Europe', 'Mars/Olympus', 'constructor', 'Europe/Berlin\u0000', 'A'.repeat(65), 1])(
    'is not %j',
    (name) => expect(isTimeZoneName(name)).toBe(false),
  );
});

describe('text', () => {
  it('is bounded, whole and free of control characters', () => {
    for (const good of ['a', '😀', 'é', 'a\tb\r\nc']) expect(isText(good, 10)).toBe(true);
    for (const bad of ['', 'a'.repeat(11), 'a\u0000', '\u001b[2J', '\u0085', '\ud800', '\ude00x', 1, null, ['a']])
      expect(isText(bad, 10)).toBe(false);
  });

  it('of one line has no line breaks', () => {
    expect(isLine('a b', 3)).toBe(true);
    for (const bad of ['a\tb', 'a\nb', 'a\r']) expect(isLine(bad, 3)).toBe(false);
  });
});

describe('a whole number', () => {
  it('is safe and within bounds', () => {
    for (const bad of [NaN, Infinity, 1.5, 0, -1, 2 ** 31, '1', null]) expect(isWholeNumber(bad)).toBe(false);
    expect(isWholeNumber(2 ** 31 - 1)).toBe(true);
    expect(isWholeNumber(2 ** 53, 0, Infinity)).toBe(false);
  });

  it('is written in decimal digits and nothing else', () => {
    expect(parseWholeNumber('0042')).toBe(42);
    for (const bad of ['', ' 1', '1.0', '1e2', '0x10', '-1', '+1', '٣', '9'.repeat(16), 1, ['1'], undefined])
      expect(parseWholeNumber(bad)).toBeUndefined();
  });
});
