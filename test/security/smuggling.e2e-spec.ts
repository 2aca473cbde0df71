import { TEST_ADAPTERS } from '@nest-privacy/core/testing';
import { type AppProcess, startProcess } from '../../apps/sample-api/test/app-process.js';
import { exchange } from './raw-exchange.js';

const JSON_BODY = '{"decisions":{"MARKETING":"denied"}}';
/** What an attacker hides in the body of a request; answered alone it is a 200 that names gpc. */
const HIDDEN = 'GET /.well-known/gpc.json HTTP/1.1\r\nHost: localhost\r\n\r\n';

const post = (headers: readonly string[], body: string): string =>
  ['POST /consent HTTP/1.1', 'Host: localhost', 'Content-Type: application/json', ...headers, '', body].join('\r\n');

/** Requests whose end one server sees here and another there (RFC 9112, sections 6 and 11.2). */
const AMBIGUOUS: readonly (readonly [what: string, bytes: string])[] = [
  ['length and chunks', post(['Content-Length: 4', 'Transfer-Encoding: chunked'], `0\r\n\r\n${HIDDEN}`)],
  ['chunks and length', post(['Transfer-Encoding: chunked', 'Content-Length: 4'], `0\r\n\r\n${HIDDEN}`)],
  ['two lengths', post([`Content-Length: ${JSON_BODY.length}`, 'Content-Length: 0'], JSON_BODY + HIDDEN)],
  ['a list of lengths', post([`Content-Length: ${JSON_BODY.length}, 0`], JSON_BODY + HIDDEN)],
  ['a length with a sign', post([`Content-Length: +${JSON_BODY.length}`], JSON_BODY + HIDDEN)],
  ['a negative length', post(['Content-Length: -1'], JSON_BODY + HIDDEN)],
  ['a length in hex', post(['Content-Length: 0x24'], JSON_BODY + HIDDEN)],
  ['a length that overflows', post(['Content-Length: 18446744073709551652'], JSON_BODY + HIDDEN)],
  ['a length with letters', post(['Content-Length: 3a'], JSON_BODY + HIDDEN)],
  ['an unknown encoding', post(['Transfer-Encoding: xchunked'], `0\r\n\r\n${HIDDEN}`)],
  ['chunks that are not last', post(['Transfer-Encoding: chunked, identity'], `0\r\n\r\n${HIDDEN}`)],
  ['two encodings', post(['Transfer-Encoding: chunked', 'Transfer-Encoding: identity'], `0\r\n\r\n${HIDDEN}`)],
  ['an encoding with a tab', post(['Transfer-Encoding:\u000bchunked'], `0\r\n\r\n${HIDDEN}`)],
  ['a space before the colon', post(['Transfer-Encoding : chunked'], `0\r\n\r\n${HIDDEN}`)],
  ['a folded encoding', post(['Transfer-Encoding:\r\n chunked', 'Content-Length: 4'], `0\r\n\r\n${HIDDEN}`)],
  ['a chunk size that overflows', post(['Transfer-Encoding: chunked'], `ffffffffffffffffff1\r\n${HIDDEN}`)],
  ['a chunk size with a sign', post(['Transfer-Encoding: chunked'], `-1\r\n\r\n0\r\n\r\n${HIDDEN}`)],
  ['a chunk size in decimals with a prefix', post(['Transfer-Encoding: chunked'], `0x0\r\n\r\n${HIDDEN}`)],
  ['a chunk longer than its size', post(['Transfer-Encoding: chunked'], `1\r\n{}\r\n0\r\n\r\n${HIDDEN}`)],
  ['a bare CR in a header', post(['X-A: a\rTransfer-Encoding: chunked'], `0\r\n\r\n${HIDDEN}`)],
  ['a NUL in a header', post(['X-A: a\u0000b'], HIDDEN)],
  ['a header without a name', post([': x', `Content-Length: ${JSON_BODY.length}`], JSON_BODY + HIDDEN)],
  ['two hosts', `GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n${HIDDEN}`],
  ['no host', `GET / HTTP/1.1\r\n\r\n${HIDDEN}`],
  ['a request line with a space too many', `GET  / HTTP/1.1 x\r\nHost: localhost\r\n\r\n${HIDDEN}`],
  ['a version that there is not', `GET / HTTP/9.9\r\nHost: localhost\r\n\r\n${HIDDEN}`],
];

describe.each(TEST_ADAPTERS)('request smuggling on %s', (adapter) => {
  let app: AppProcess;

  beforeAll(async () => {
    app = await startProcess({ HTTP_ADAPTER: adapter, LOG_LEVEL: 'warn' });
  });
  afterAll(async () => {
    expect(app.output()).not.toContain('ERROR');
    await app.stop();
  });

  it('would be seen by this test', async () => {
    const two = await exchange(app.url, post([`Content-Length: ${JSON_BODY.length}`], JSON_BODY) + HIDDEN);
    expect(two.statuses).toEqual([201, 200]);
    expect(two.text).toContain('"gpc"');
    const chunked = `24\r\n${JSON_BODY}\r\n0\r\n\r\n`;
    const sent = await exchange(app.url, post(['Transfer-Encoding: chunked'], chunked) + HIDDEN);
    expect(sent.statuses).toEqual([201, 200]);
  });

  it.each(AMBIGUOUS)('by %s is refused, and nothing behind it is answered', async (_what, bytes) => {
    const { statuses, text } = await exchange(app.url, bytes);
    expect(statuses.length).toBeLessThanOrEqual(1);
    for (const status of statuses) expect([400, 413, 501, 505]).toContain(status);
    expect(text).not.toContain('"gpc"');
    expect((await fetch(`${app.url}/health/live`)).status).toBe(200);
  });
});
