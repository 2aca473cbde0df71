import { request } from 'node:http';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { VersioningType } from '@nestjs/common';
import { CoreModule } from '@nest-privacy/core';
import { exchange, startTestApp, TEST_ADAPTERS, type TestApp } from '@nest-privacy/core/testing';
import { clientAssets } from './assets.middleware.js';
import { ClientAssets } from './client-assets.js';
import { ClientModule } from './client.module.js';
import { SHIPPED_FILES } from './shipped-files.js';

const { file, content } = SHIPPED_FILES['privacy.js'];
const script = Buffer.from(content.identity, 'base64');

interface Answered {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
}

/** An exchange as it is on the wire, which `fetch` does not show. */
const ask = (url: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answered> =>
  new Promise((resolve, reject) => {
    const sent = request(url, { method, headers }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () =>
        resolve({ status: response.statusCode!, headers: response.headers, body: Buffer.concat(parts) }),
      );
    });
    sent.on('error', reject).end();
  });

const KINDS = ['module', 'middleware'] as const;

describe.each(TEST_ADAPTERS.flatMap((adapter) => KINDS.map((kind) => [adapter, kind] as const)))(
  'the files for browsers, on %s by the %s',
  (adapter, kind) => {
    let server: TestApp;
    beforeAll(async () => {
      server = await startTestApp({
        adapter,
        imports: kind === 'module' ? [CoreModule.forRoot(), ClientModule.forRoot()] : [],
        configure: (app) => {
          if (kind === 'middleware') app.use(clientAssets());
          app.setGlobalPrefix('api');
          app.enableVersioning({ type: VersioningType.URI, defaultVersion: '1' });
        },
      });
    });
    afterAll(() => server.close());

    it.each([
      ['br', 'gzip, deflate, br', (body: Buffer) => brotliDecompressSync(body)],
      ['gzip', 'gzip', (body: Buffer) => gunzipSync(body)],
      [undefined, 'deflate', (body: Buffer) => body],
    ])('are sent as %s to who takes %s, for a year', async (encoding, accepted, decompress) => {
      const { status, headers, body } = await ask(`${server.url}/np/${file}?v=1`, { 'Accept-Encoding': accepted });
      expect(status).toBe(200);
      expect(headers).toMatchObject({
        'content-type': 'text/javascript; charset=utf-8',
        'cache-control': 'public, max-age=31536000, immutable',
        'content-length': String(body.length),
        vary: expect.stringContaining('Accept-Encoding'),
        'x-content-type-options': 'nosniff',
        'access-control-allow-origin': '*',
      });
      expect(headers['content-encoding']).toBe(encoding);
      expect(decompress(body)).toEqual(script);
    });

    it('are asked for again under the names that stay', async () => {
      const style = await ask(`${server.url}/np/privacy.css`);
      expect(style.headers).toMatchObject({
        'content-type': 'text/css; charset=utf-8',
        'cache-control': 'public, no-cache',
      });
      expect(style.body.toString('base64')).toBe(SHIPPED_FILES['privacy.css'].content.identity);
      const tag = String(style.headers.etag);
      const again = await ask(`${server.url}/np/privacy.css`, { 'If-None-Match': `"other", W/${tag}` });
      expect([again.status, again.body.length, again.headers.etag]).toEqual([304, 0, tag]);
      const compressed = await ask(`${server.url}/np/privacy.css`, { 'If-None-Match': tag, 'Accept-Encoding': 'br' });
      expect(compressed.status).toBe(200);
    });

    it('are told of by HEAD and OPTIONS, and have no other method', async () => {
      const head = await ask(`${server.url}/np/${file}`, {}, 'HEAD');
      expect([head.status, head.headers['content-length'], head.body.length]).toEqual([200, String(script.length), 0]);
      expect((await ask(`${server.url}/np/${file}`, {}, 'OPTIONS')).status).toBe(204);
      const post = await ask(`${server.url}/np/${file}`, {}, 'POST');
      expect([post.status, post.headers.allow]).toEqual([405, 'GET, HEAD, OPTIONS']);
      expect(JSON.parse(post.body.toString())).toMatchObject({ code: 'METHOD_NOT_ALLOWED' });
    });

    it.each([
      '',
      'assets.json',
      'privacy.js/',
      'np.0123456789abcde.js',
      '../package.json',
      '%2e%2e/package.json',
      '..%5cx',
      '%00',
      '__proto__',
    ])('are all there is: not %j', async (name) => {
      const answer = await exchange(
        server.url,
        `GET /np/${name} HTTP/1.1\r\nHost: a.example\r\nConnection: close\r\n\r\n`,
      );
      expect(answer).toMatch(/^HTTP\/1\.1 404 /);
      expect(answer).toContain('"code":"ASSET_UNKNOWN"');
      expect(answer).toMatch(/^cache-control: no-store$/im);
    });

    it.each(['/np', '/npx/privacy.js', '/api/np/privacy.js', `/api/v1/np/${file}`])(
      'leave %s to the application',
      async (path) => {
        const { status, body } = await ask(server.url + path);
        expect(status).toBe(404);
        expect(body.toString()).not.toContain('ASSET_UNKNOWN');
      },
    );
  },
);

describe('ClientModule', () => {
  const start = (options: Parameters<typeof ClientModule.forRoot>[0]): Promise<TestApp> =>
    startTestApp({ adapter: 'express', imports: [CoreModule.forRoot(), ClientModule.forRoot(options)] });

  it('serves below another path, and nothing where routes are none', async () => {
    const elsewhere = await start({ path: '/static/np' });
    expect((await ask(`${elsewhere.url}/static/np/${file}`)).status).toBe(200);
    expect((await ask(`${elsewhere.url}/np/${file}`)).status).toBe(404);
    expect(elsewhere.app.get(ClientAssets).urlOf('privacy.js')).toBe(`/static/np/${file}`);
    await elsewhere.close();
    const none = await start({ routes: 'none', publicUrl: 'https://cdn.example/np' });
    expect((await ask(`${none.url}/np/${file}`)).status).toBe(404);
    expect(none.app.get(ClientAssets).styleTag()).toMatch(
      /^<link rel="stylesheet" href="https:\/\/cdn\.example\/np\/np\.[0-9a-f]{15}\.css" integrity="sha384-[\w+/]{64}" crossorigin="anonymous">$/,
    );
    await none.close();
  });

  it.each([
    [{ path: 'np' }, 'CLIENT_PATH_INVALID'],
    [{ path: '/np/' }, 'CLIENT_PATH_INVALID'],
    [{ path: '/a/../np' }, 'CLIENT_PATH_INVALID'],
    [{ path: '/' }, 'CLIENT_PATH_INVALID'],
    [{ publicUrl: 'ftp://cdn.example/np' }, 'CLIENT_PUBLIC_URL_INVALID'],
    [{ publicUrl: '//cdn.example/np' }, 'CLIENT_PUBLIC_URL_INVALID'],
    [{ publicUrl: 'https://cdn.example/np?x' }, 'CLIENT_PUBLIC_URL_INVALID'],
    [{ publicUrl: 'https://cdn.example/"onload=' }, 'CLIENT_PUBLIC_URL_INVALID'],
    [{ pathh: '/np' } as never, 'OPTION_UNKNOWN'],
  ])('refuses to start with %j', async (options, code) => {
    await expect(start(options)).rejects.toMatchObject({ code });
  });
});
