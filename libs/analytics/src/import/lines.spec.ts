import fc from 'fast-check';
import { TimeZone } from '@nest-privacy/core/kit';
import { readJsonLine } from './json-line.js';
import { membersWith, WELL_KNOWN_MEMBERS } from './json-members.js';
import { lineParserOf } from './line-parser.js';
import { type LogFormat } from './log-format.js';
import { timeOf } from './log-time.js';

const UTC = new TimeZone('UTC');
const AT = Date.UTC(2015, 4, 17, 10, 5, 3);
const read = (line: string, format: LogFormat = 'any') => lineParserOf(format, UTC, WELL_KNOWN_MEMBERS)(line);

const HEAD = '203.0.113.9 - frank [17/May/2015:10:05:03 +0000]';
const COMMON = `${HEAD} "GET /a?b=c HTTP/1.1" 200 512`;
const REQUEST = {
  at: AT,
  address: '203.0.113.9',
  method: 'GET',
  target: '/a?b=c',
  status: 200,
  host: '',
  referrer: undefined,
  userAgent: undefined,
  language: undefined,
};

describe('a line in the formats of NCSA', () => {
  it.each<[string, string, object]>([
    [
      'combined',
      `${COMMON} "http://r.example/?q=x" "Fox/1.0"`,
      { referrer: 'http://r.example/?q=x', userAgent: 'Fox/1.0' },
    ],
    ['of somebody who says nothing', `${COMMON} "-" "-"`, {}],
    ['with quotation marks in it', `${COMMON} "-" "A \\"quoted\\" \\\\ fox"`, { userAgent: 'A "quoted" \\ fox' }],
    ['with bytes in hex', `${COMMON} "-" "\\xd0\\xbf\\xD1\\x80 é"`, { userAgent: 'пр é' }],
    ['with more at its end', `${COMMON} "-" "Fox" "www.example.com" 0.012 rt=1`, { userAgent: 'Fox' }],
    ['common', COMMON, { userAgent: null }],
    ['common, with a time at its end', `${COMMON} 0.012`, { userAgent: null }],
    ['of a named user', COMMON.replace('frank', 'Frank N. Furter'), { userAgent: null }],
    ['with the virtual host', `WWW.example.com:443 ${COMMON}`, { host: 'www.example.com', userAgent: null }],
    [
      'of IPv6',
      `${COMMON.replace('203.0.113.9', '2001:db8::1')} "-" "Fox"`,
      { address: '2001:db8::1', userAgent: 'Fox' },
    ],
    ['of a resolved name', COMMON.replace('203.0.113.9', 'host.example'), { address: 'host.example', userAgent: null }],
    ['without a size', COMMON.replace('512', '-'), { userAgent: null }],
    ['without a version', COMMON.replace(' HTTP/1.1', ''), { userAgent: null }],
    ['with a space in its target', COMMON.replace('/a?b=c', '/a b'), { target: '/a b', userAgent: null }],
    [
      'that is no request',
      COMMON.replace('GET /a?b=c HTTP/1.1', '\\x16\\x03\\x01'),
      { method: '', target: '', userAgent: null },
    ],
    ['without a request', COMMON.replace('GET /a?b=c HTTP/1.1', '-'), { method: '', target: '', userAgent: null }],
    ['east of Greenwich', COMMON.replace('+0000', '+0530'), { at: AT - 19_800_000, userAgent: null }],
    ['west of it', COMMON.replace('+0000', '-0330'), { at: AT + 12_600_000, userAgent: null }],
  ])('%s', (_name, line, told) => {
    expect(read(line)).toEqual({ ...REQUEST, ...told });
  });

  it.each([
    '',
    ' ',
    'nonsense',
    '#Fields: date time',
    HEAD,
    `${HEAD} "GET / HTTP/1.1"`,
    `${HEAD} "GET / HTTP/1.1" 200`,
    `${HEAD} "GET / HTTP/1.1 200 12`,
    `${HEAD} "GET / HTTP/1.1" 999 12`,
    `${HEAD} "GET / HTTP/1.1" 20 12`,
    COMMON.replace('May', 'Mai'),
    COMMON.replace('17/May', '31/Feb'),
    COMMON.replace('10:05', '24:05'),
    COMMON.replace('203.0.113.9 - frank ', ''),
    COMMON.replace('203.0.113.9 - frank', '203.0.113.9'),
    '{"status":200}',
    '{',
  ])('cannot be: %j', (line) => {
    expect(read(line)).toBeUndefined();
  });

  it('has an agent where the format says so, and none where it says that', () => {
    expect(read(COMMON, 'combined')).toBeUndefined();
    expect(read(`${COMMON} "-" "Fox"`, 'common')).toEqual({ ...REQUEST, userAgent: null });
  });

  const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }).filter((one) => one !== '-');
  const escaped = (plain: string): string =>
    plain.replace(/["\\]/g, '\\$&').replace(/[\n\r]/g, (c) => (c === '\n' ? '\\n' : '\\r'));

  it('is read as it was written', () => {
    const request = fc.record({
      at: fc.integer({ min: 0, max: 4_102_444_800 }).map((seconds) => seconds * 1_000),
      address: fc.oneof(fc.ipV4(), fc.ipV6()),
      path: fc.webPath().map((path) => path || '/'),
      status: fc.integer({ min: 100, max: 599 }),
      referrer: text,
      userAgent: text,
    });
    fc.assert(
      fc.property(request, ({ at, address, path, status, referrer, userAgent }) => {
        const [, day, month, year, time] = /^\w+, (\d+) (\w+) (\d+) (\S+)/.exec(new Date(at).toUTCString())!;
        const line = `${address} - - [${day}/${month}/${year}:${time} +0000] "GET ${path} HTTP/1.1" ${status} 1 "${escaped(referrer)}" "${escaped(userAgent)}"`;
        expect(read(line)).toEqual({ ...REQUEST, at, address, target: path, status, referrer, userAgent });
      }),
      { numRuns: 500 },
    );
  });

  it('is read or not, whatever it is', () => {
    const piece = fc.constantFrom(
      ' [',
      '] ',
      '"',
      '\\',
      '\\x',
      ' ',
      '-',
      '200',
      '\u0000',
      COMMON,
      HEAD,
      '{',
      '}',
      '\uFFFD',
    );
    const noise = fc.array(fc.oneof(piece, fc.string()), { maxLength: 30 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(noise, fc.constantFrom<LogFormat>('any', 'combined', 'common', 'json'), (line, format) => {
        expect(() => read(line, format)).not.toThrow();
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    `${HEAD} "${'\\'.repeat(60_000)}`,
    `${HEAD} "GET ${' '.repeat(60_000)}`,
    `${' ['.repeat(30_000)}`,
    `${HEAD} "GET / HTTP/1.1" ${'2'.repeat(60_000)}`,
    `${'{"a":'.repeat(12_000)}`,
    `${'a '.repeat(30_000)}[17/May/2015:10:05:03 +0000] "-" 200 -`,
  ])('takes no time to be read: %#', (line) => {
    const begun = performance.now();
    for (let i = 0; i < 20; i++) read(line);
    expect(performance.now() - begun).toBeLessThan(2_000);
  });
});

describe('a line that is a JSON object', () => {
  const lines: [string, object, object][] = [
    [
      'of nginx',
      {
        time_iso8601: '2015-05-17T12:05:03+02:00',
        remote_addr: '203.0.113.9',
        request: 'GET /a?b=c HTTP/1.1',
        status: '200',
        http_host: 'WWW.example.com',
        http_referer: 'http://r.example/',
        http_user_agent: 'Fox',
      },
      { host: 'www.example.com', referrer: 'http://r.example/', userAgent: 'Fox' },
    ],
    [
      'of Caddy',
      {
        ts: 1_431_857_103.5,
        request: {
          remote_ip: '10.0.0.1',
          client_ip: '203.0.113.9',
          method: 'GET',
          host: 'example.com',
          uri: '/a?b=c',
          headers: { 'User-Agent': ['Fox'], 'Accept-Language': ['de'], Referer: [] },
        },
        status: 200,
      },
      { at: AT + 500, host: 'example.com', userAgent: 'Fox', language: 'de' },
    ],
    [
      'of Caddy, without an agent',
      {
        ts: AT / 1_000,
        request: { remote_ip: '203.0.113.9', method: 'GET', uri: '/a?b=c', headers: {} },
        status: 200,
      },
      { userAgent: undefined },
    ],
    [
      'of Traefik',
      {
        StartUTC: '2015-05-17T10:05:03.000000000Z',
        ClientHost: '203.0.113.9',
        RequestMethod: 'GET',
        RequestPath: '/a?b=c',
        RequestHost: 'example.com',
        DownstreamStatus: 200,
        'request_User-Agent': 'Fox',
      },
      { host: 'example.com', userAgent: 'Fox' },
    ],
    [
      'with a port at its address, and milliseconds',
      { msec: AT, remote_addr: '203.0.113.9:5000', method: 'GET', uri: '/a?b=c', status: 200, user_agent: '-' },
      {},
    ],
    [
      'with a port at an address of IPv6',
      { time: AT, remote_addr: '[2001:db8::1]:5000', method: 'GET', uri: '/a?b=c', status: 200 },
      { address: '2001:db8::1', userAgent: null },
    ],
  ];

  it.each(lines)('%s', (_name, object, told) => {
    expect(read(JSON.stringify(object))).toEqual({ ...REQUEST, ...told });
  });

  it('may have names of its own', () => {
    const own = membersWith({ time: 'when.it.was', address: 'a.b' });
    const line = JSON.stringify({
      when: { it: { was: '2015-05-17 10:05:03' } },
      'a.b': '203.0.113.9',
      ip: '192.0.2.1',
      status: 200,
      uri: '/a?b=c',
      method: 'GET',
    });
    expect(readJsonLine(line, UTC, own)).toEqual({ ...REQUEST, userAgent: null });
  });

  it.each([
    'null',
    '[]',
    '7',
    '{"time":1431857103,"ip":"203.0.113.9"}',
    '{"time":1431857103,"ip":"203.0.113.9","status":null}',
    '{"time":"soon","ip":"203.0.113.9","status":200}',
    '{"time":1431857103,"ip":["203.0.113.9"],"status":20}',
    '{"time":1431857103,"__proto__":{"ip":"203.0.113.9"},"status":200}',
  ])('cannot be: %s', (line) => {
    expect(read(line, 'json')).toBeUndefined();
  });
});

describe('the time of a line', () => {
  it.each<[unknown, string, string | undefined]>([
    ['17/May/2015:10:05:03 +0000', 'Europe/Berlin', '2015-05-17T10:05:03.000Z'],
    ['2015-05-17T10:05:03Z', 'Europe/Berlin', '2015-05-17T10:05:03.000Z'],
    ['2015-05-17 10:05:03', 'Europe/Berlin', '2015-05-17T08:05:03.000Z'],
    ['2015-05-17T10:05:03.123456', 'Asia/Kathmandu', '2015-05-17T04:20:03.123Z'],
    ['2015-03-29T02:30:00', 'Europe/Berlin', '2015-03-29T01:30:00.000Z'],
    ['2015-10-25T02:30:00', 'Europe/Berlin', '2015-10-25T00:30:00.000Z'],
    ['2015-06-30T23:59:60Z', 'UTC', '2015-06-30T23:59:59.000Z'],
    [1_431_857_103, 'UTC', '2015-05-17T10:05:03.000Z'],
    ['1431857103.250', 'UTC', '2015-05-17T10:05:03.250Z'],
    [1_431_857_103_000, 'UTC', '2015-05-17T10:05:03.000Z'],
    [1_431_857_103_000_000, 'UTC', '2015-05-17T10:05:03.000Z'],
    ['2015-02-29T00:00:00Z', 'UTC', undefined],
    ['', 'UTC', undefined],
    ['1969-12-31T23:59:59Z', 'UTC', undefined],
    [-5, 'UTC', undefined],
    [Number.POSITIVE_INFINITY, 'UTC', undefined],
    [null, 'UTC', undefined],
  ])('%p in %s', (value, zone, instant) => {
    const at = timeOf(value, new TimeZone(zone));
    expect(at === undefined ? undefined : new Date(at).toISOString()).toBe(instant);
  });
});
