import { parseCombinedLogLine } from '../../scripts/replay/combined-log.js';

const line = (request: string, referrer = '-', agent = 'Mozilla/5.0') =>
  `203.0.113.9 - frank [17/May/2015:10:05:03 +0000] "${request}" 200 512 "${referrer}" "${agent}"`;

describe('a line of a log in the combined format', () => {
  it('is the request it was', () => {
    expect(
      parseCombinedLogLine(line('GET /a?b=c HTTP/1.1', 'http://r.example/', 'A "quoted" agent'.replaceAll('"', '\\"'))),
    ).toEqual({
      address: '203.0.113.9',
      at: Date.UTC(2015, 4, 17, 10, 5, 3),
      method: 'GET',
      target: '/a?b=c',
      status: 200,
      referrer: 'http://r.example/',
      userAgent: 'A "quoted" agent',
    });
  });

  it.each(['', 'nonsense', line('-'), line('\\x16\\x03\\x01'), line('GET /').replace(' 200 512 "-"', ' 200 512')])(
    'is no request: %j',
    (text) => {
      expect(parseCombinedLogLine(text)).toBeUndefined();
    },
  );
});
