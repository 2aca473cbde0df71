import { createServer, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { eventually } from '@nest-privacy/core/testing';
import { Admin } from './admin.js';
import { type AppProcess, startProcess } from './app-process.js';
import { Visitor } from './visitor.js';

describe('what the environment configures', () => {
  const hits: URLSearchParams[] = [];
  let collector: Server;
  let app: AppProcess;

  beforeAll(async () => {
    collector = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => {
        hits.push(...body.split('\n').map((line) => new URLSearchParams(line)));
        response.writeHead(204).end();
      });
    });
    await new Promise<void>((resolve) => collector.listen(0, '127.0.0.1', resolve));
    app = await startProcess({
      NOTICE_VERSION: '7',
      IGNORE_PATHS: '/drafts/**',
      VISITOR_COOKIE_NAME: 'guest',
      VISITOR_COOKIE_PATH: '/shop',
      VISITOR_COOKIE_DAYS: '30',
      COLLECTOR_URL: `http://127.0.0.1:${(collector.address() as AddressInfo).port}/collect`,
      COLLECTOR_ID: 'UA-7-1',
      COLLECTOR_VERSION: '2',
      COLLECTOR_NETWORKS: '127.0.0.0/8',
      METRICS_TOKEN: 'a-token-for-the-scrape',
    });
  });
  afterAll(async () => {
    await app.stop();
    await new Promise((resolve) => collector.close(resolve));
  });

  it('is obeyed: notice, ignored paths, visitor cookie and collector', async () => {
    const visitor = new Visitor(app);
    const granted = await visitor.send('POST', '/consent', { decisions: { STATISTICS: 'granted' } });
    expect(await granted.json()).toMatchObject({ noticeVersion: 7 });
    await visitor.visit('/drafts/one');
    expect((await visitor.visit('/articles')).headers.getSetCookie()).toEqual([]);
    const [cookie = ''] = (await visitor.visit('/shop/window')).headers.getSetCookie();
    expect(cookie).toMatch(/^guest=[\w.-]+; Max-Age=2592000; Path=\/shop; HttpOnly; SameSite=Lax$/);
    const pages = await eventually(
      () => new Admin(app).pages(),
      (all) => '/shop/window' in all,
    );
    expect(pages).toEqual({ '/articles': 1, '/shop/window': 1 });
    await eventually(
      () => Promise.resolve(hits),
      (all) => all.length === 2,
    );
    expect(hits.map((hit) => [hit.get('v'), hit.get('tid'), hit.get('dp')])).toEqual([
      ['2', 'UA-7-1', '/articles'],
      ['2', 'UA-7-1', '/shop/window'],
    ]);
  });

  it('asks by the words of the site where the notice is kept elsewhere, and takes the answer upon its version', async () => {
    const visitor = new Visitor(app, { 'Accept-Language': 'de' });
    const page = await (await visitor.visit('/privacy')).text();
    expect(page).toContain('<section class="np-banner"');
    expect(page).toContain('name="noticeVersion" value="7"');
    expect(page).toMatch(/<th scope="row">Besuchernummer/);
    const fields = { noticeVersion: '7', language: 'de', redirect: '/privacy' };
    const [, catalogueVersion = ''] = /name="catalogueVersion" value="(\d+)"/.exec(page)!;
    const answer = await visitor.submit('/consent', { ...fields, catalogueVersion, decision: 'accept-all' });
    expect([answer.status, (await visitor.consent()).state]).toEqual([303, 'active']);
    const decided = await (await visitor.visit('/privacy')).text();
    expect(decided).not.toContain('<section class="np-banner"');
    expect(decided).toMatch(/id="np-page-MARKETING"[^>]* checked/);
    const late = await visitor.submit('/consent', { ...fields, noticeVersion: '6', decision: 'accept-all' });
    expect([late.status, await late.text()]).toEqual([409, expect.stringContaining('name="noticeVersion" value="7"')]);
  });

  it('has metrics read by whoever has the token alone', async () => {
    const ask = async (headers: Record<string, string> = {}): Promise<number> =>
      (await fetch(`${app.url}/metrics`, { headers })).status;
    expect(await ask()).toBe(401);
    expect(await ask({ Authorization: 'Bearer a-token-for-the-scrape' })).toBe(200);
  });
});
