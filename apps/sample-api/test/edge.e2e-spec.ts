import { exchange, TEST_ADAPTERS } from '@nest-privacy/core/testing';
import { ADMIN_TOKEN, type AppProcess, startProcess } from './app-process.js';

const HOST = 'Host: localhost';
const JSON_TYPE = 'Content-Type: application/json';

const get = (...lines: string[]): string => ['GET /health/live HTTP/1.1', ...lines, '', ''].join('\r\n');

/** A request with a body, of which `length` may claim another size than it has. */
const post = (path: string, lines: readonly string[], body: string, length = Buffer.byteLength(body)): string =>
  [
    `POST ${path} HTTP/1.1`,
    HOST,
    `Authorization: Bearer ${ADMIN_TOKEN}`,
    ...lines,
    `Content-Length: ${length}`,
    '',
    body,
  ].join('\r\n');

/** Routes of each module, of which some read the body themselves. */
const WRITES = ['/consent', '/analytics/events', '/admin/tokens', '/admin/tracking-items', '/nowhere'];

type Case = readonly [what: string, bytes: string, status: number, code: string];

const BEFORE_THE_FRAMEWORK: readonly Case[] = [
  ['no host', get(), 400, 'HOST_INVALID'],
  ['two hosts', get('Host: evil.example', HOST), 400, 'HOST_INVALID'],
  ['a target elsewhere', `GET http://evil.example/consent HTTP/1.1\r\n${HOST}\r\n\r\n`, 400, 'HOST_INVALID'],
  ['an expectation', get(HOST, 'Expect: a-miracle'), 417, 'EXPECTATION_FAILED'],
  ['10 000 cookies', get(HOST, `Cookie: ${'c=1; '.repeat(10_000)}`), 431, 'REQUEST_HEADER_FIELDS_TOO_LARGE'],
  ['garbage', 'garbage\r\n\r\n', 400, 'REQUEST_MALFORMED'],
  ['TLS', '\u0016\u0003\u0001\u0002\u0000\u0001\r\n\r\n', 400, 'REQUEST_MALFORMED'],
  ['smuggling', post('/consent', [JSON_TYPE, 'Transfer-Encoding: chunked'], '0\r\n\r\n'), 400, 'REQUEST_MALFORMED'],
  ['two lengths', post('/consent', [JSON_TYPE, 'Content-Length: 1'], '{}'), 400, 'REQUEST_MALFORMED'],
  ['a tunnel', `CONNECT evil.example:443 HTTP/1.1\r\n${HOST}\r\n\r\n`, 405, 'METHOD_NOT_ALLOWED'],
];

const BY_THE_FRAMEWORK: readonly Case[] = [
  ['a method nobody answers', `TRACE /health/live HTTP/1.1\r\n${HOST}\r\n\r\n`, 405, 'METHOD_NOT_ALLOWED'],
  ['a target that is no path', `M-SEARCH * HTTP/1.1\r\n${HOST}\r\n\r\n`, 404, 'NOT_FOUND'],
  ['a broken escape', `GET /%zz HTTP/1.1\r\n${HOST}\r\n\r\n`, 400, 'BAD_REQUEST'],
  ['another site', 'GET /consent HTTP/1.1\r\nHost: evil.example\r\n\r\n', 421, 'SITE_UNKNOWN'],
  [
    'a long parameter',
    `GET /consent/records/${'x'.repeat(5_000)} HTTP/1.1\r\n${HOST}\r\n\r\n`,
    404,
    'CONSENT_RECORD_NOT_FOUND',
  ],
];

const bodies = (path: string): readonly Case[] => [
  [`XML at ${path}`, post(path, ['Content-Type: application/xml'], '<x/>'), 415, 'MEDIA_TYPE_UNSUPPORTED'],
  [`no type at ${path}`, post(path, [], '{}'), 415, 'MEDIA_TYPE_UNSUPPORTED'],
  [`what is no type at ${path}`, post(path, ['Content-Type: ;;'], '{}'), 415, 'MEDIA_TYPE_UNSUPPORTED'],
  [`a member of JavaScript at ${path}`, post(path, ['Content-Type: constructor'], '{}'), 415, 'MEDIA_TYPE_UNSUPPORTED'],
  [`another charset at ${path}`, post(path, [`${JSON_TYPE}; charset=utf-16`], '{}'), 415, 'MEDIA_TYPE_UNSUPPORTED'],
  [`gzip at ${path}`, post(path, [JSON_TYPE, 'Content-Encoding: gzip'], '{}'), 415, 'MEDIA_TYPE_UNSUPPORTED'],
  [`too much at ${path}`, post(path, [JSON_TYPE], '', 300_000), 413, 'BODY_TOO_LARGE'],
  [`too many chunks at ${path}`, chunked(path, 'x'.repeat(300_000)), 413, 'BODY_TOO_LARGE'],
  [`half of JSON at ${path}`, post(path, [JSON_TYPE], '{"x'), 400, 'JSON_MALFORMED'],
  [`a chunk that is none at ${path}`, chunked(path, '{').replace('\r\n0\r\n', '\r\nzz\r\n'), 400, 'REQUEST_MALFORMED'],
];

function chunked(path: string, body: string): string {
  const lines = ['Host: localhost', `Authorization: Bearer ${ADMIN_TOKEN}`, JSON_TYPE, 'Transfer-Encoding: chunked'];
  return `POST ${path} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n`;
}

describe.each(TEST_ADAPTERS)('the edge of HTTP (%s)', (adapter) => {
  let app: AppProcess;

  beforeAll(async () => {
    app = await startProcess({ HTTP_ADAPTER: adapter, LOG_LEVEL: 'warn', CORS_ORIGINS: 'https://partner.example' });
  });
  afterAll(() => app.stop());

  it.each([...BEFORE_THE_FRAMEWORK, ...BY_THE_FRAMEWORK, ...WRITES.flatMap(bodies)])(
    'refuses %s by a problem document with every header',
    async (_what, bytes, status, code) => {
      const [head = '', body = ''] = (await exchange(app.url, bytes, 1)).split('\r\n\r\n');
      expect(head.split(' ')[1]).toBe(String(status));
      expect(head).toMatch(/^content-type: application\/problem\+json/im);
      expect(head).toMatch(/^tk: N$/im);
      expect(head).toMatch(/^vary: .*DNT, Sec-GPC/im);
      expect(head).toMatch(/^x-request-id: /im);
      expect(head).toMatch(/^x-content-type-options: nosniff$/im);
      expect(JSON.parse(body)).toMatchObject({ status, code, title: expect.any(String), detail: expect.any(String) });
    },
  );

  it('takes a body that is empty for none, whatever its type', async () => {
    const withdrawal = post('/consent', [JSON_TYPE], '').replace('POST', 'DELETE');
    expect(await exchange(app.url, withdrawal, 1)).toMatch(/^HTTP\/1\.1 200 /);
  });

  it.each([
    ['/health/live/', 200],
    ['/admin/consent/webhooks/', 200],
    [`/admin/consent/webhooks/${'0'.repeat(8)}/deliveries/`, 404],
    ['/health/live//', 404],
    ['/admin/consent/notices/draft/translations/', 404],
  ])('takes one slash at the end of %s for nothing, and no name for one', async (path, status) => {
    const asked = post(path, [], '').replace('POST', 'GET');
    expect(await exchange(app.url, asked, 1)).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  });

  it('takes one slash at the end of what is read line by line for nothing, too', async () => {
    const table = post('/admin/consent/import/?source=table', ['Content-Type: text/csv'], 'reference,STATISTICS\n');
    expect(await exchange(app.url, table, 1)).toMatch(/^HTTP\/1\.1 200 /);
  });

  it('lets pages of other origins see why their body is refused', async () => {
    const lines = ['Origin: https://partner.example', 'Content-Type: application/xml'];
    expect(await exchange(app.url, post('/consent', lines, '<x/>'), 1)).toMatch(
      /^access-control-allow-origin: https:\/\/partner\.example$/im,
    );
  });

  it('logs none of it as a failure of its own', () => {
    expect(app.output()).not.toMatch(/ERROR|INTERNAL_ERROR/);
  });
});
