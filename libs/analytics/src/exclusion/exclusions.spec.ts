import { request as send } from 'node:http';
import { Controller, Get, Header } from '@nestjs/common';
import { TEST_ADAPTERS } from '@nest-privacy/core/testing';
import { AnalyticsService } from '../analytics.service.js';
import { type AnalyticsApp, startAnalyticsApp } from '../../test/analytics-app.js';
import { storedEvents } from '../../test/stored-events.js';
import { waitUntilStored } from '../testing/index.js';

const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';

@Controller()
class PagesController {
  @Get(['pages/:name', 'drafts/:name'])
  @Header('Content-Type', 'text/html')
  page(): string {
    return 'x';
  }
}

describe.each(TEST_ADAPTERS)('what the options leave out under %s', (adapter) => {
  let app: AnalyticsApp;
  beforeAll(async () => {
    app = await startAnalyticsApp({
      adapter,
      controllers: [PagesController],
      core: { sites: [{ id: 'shop', hosts: ['shop.example', '*.shop.example', '*'] }] },
      analytics: {
        ignorePaths: ['/drafts/**'],
        ignoreHosts: ['*.staging.shop.example', 'old.shop.example:8080'],
        hosts: 'named',
        spamReferrers: ['Spam.example'],
      },
    });
  });
  afterAll(() => app.close());

  const get = (path: string, headers: Readonly<Record<string, string>>): Promise<void> =>
    new Promise((resolve, reject) => {
      const outgoing = send(`${app.url}${path}`, { headers: { 'user-agent': FIREFOX, ...headers } }, (answer) => {
        answer.resume().on('end', resolve);
      });
      outgoing.on('error', reject).end();
    });
  const drops = (): Readonly<Record<string, number>> => app.app.get(AnalyticsService).drops();

  it.each([
    ['a page on an ignored path', 'ignored-path', '/drafts/new', { host: 'shop.example' }],
    ['a page on an ignored host', 'ignored-host', '/pages/a', { host: 'a.staging.shop.example' }],
    ['a page on an ignored host and port', 'ignored-host', '/pages/a', { host: 'old.shop.example:8080' }],
    ['a page on a host that the site does not name', 'host-unknown', '/pages/a', { host: '10.0.0.7' }],
    [
      'a page that spam claims to lead to',
      'referrer-spam',
      '/pages/a',
      { host: 'shop.example', referer: 'https://buy.spam.example/x' },
    ],
  ] as const)('%s is dropped and counted', async (_what, reason, path, headers) => {
    const before = drops()[reason] ?? 0;
    await get(path, headers);
    await app.app.get(AnalyticsService).flush();
    expect(drops()[reason]).toBe(before + 1);
    expect(await storedEvents(app.source)).toEqual([]);
  });

  it.each([
    ['/drafts/a', 'shop.example', 'PATH_IGNORED', 'ignored-path'],
    ['/a', 'x.staging.shop.example', 'HOST_IGNORED', 'ignored-host'],
    ['/a', '127.0.0.1', 'URL_FOREIGN', 'host-unknown'],
  ])('an event on %s of %s is refused as %s', async (path, host, code, reason) => {
    const before = drops()[reason] ?? 0;
    const answer = await fetch(`${app.url}/analytics/events`, {
      method: 'POST',
      headers: { 'user-agent': FIREFOX, 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'a', url: `https://${host}${path}` }),
    });
    expect(await answer.json()).toMatchObject({ accepted: 0, rejected: [{ index: 0, code }] });
    expect(drops()[reason]).toBe(before + 1);
  });

  it('all else counts', async () => {
    await get('/pages/a', { host: 'old.shop.example:8081', referer: 'https://notspam.example/' });
    await waitUntilStored(app.app, 1);
    expect(await storedEvents(app.source)).toMatchObject([{ page: '/pages/a' }]);
  });
});
