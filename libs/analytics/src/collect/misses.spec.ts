import { Controller, Get, Header, NotFoundException } from '@nestjs/common';
import { type CoreModuleOptions } from '@nest-privacy/core';
import { NoPage } from '@nest-privacy/core/kit';
import { TEST_ADAPTERS } from '@nest-privacy/core/testing';
import { type AnalyticsModuleOptions } from '../analytics.options.js';
import { AnalyticsService } from '../analytics.service.js';
import { type Hit } from '../event/hit.js';
import { EventDispatcher } from '../pipeline/event-dispatcher.js';
import { TrackPage } from '../decorators/track-page.decorator.js';
import { type AnalyticsApp, startAnalyticsApp } from '../../test/analytics-app.js';

const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
const BROWSER = { Accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8' };

@Controller()
class PagesController {
  @Get('articles/:slug')
  @TrackPage({ title: 'An article', name: 'article' })
  @Header('Content-Type', 'text/html')
  article(): never {
    throw new NotFoundException();
  }

  @Get('probe/:id')
  @NoPage()
  probe(): never {
    throw new NotFoundException();
  }
}

describe.each(TEST_ADAPTERS)('what is caught under %s', (adapter) => {
  let app: AnalyticsApp | undefined;
  afterEach(() => app?.close());

  const hitsOf = async (
    paths: readonly string[],
    headers: Record<string, string>,
    { analytics = {}, core = {} }: { analytics?: AnalyticsModuleOptions; core?: CoreModuleOptions } = {},
  ): Promise<Hit[]> => {
    app = await startAnalyticsApp({ adapter, controllers: [PagesController], analytics, core });
    const push = jest.spyOn(app.app.get(EventDispatcher, { strict: false }), 'push');
    for (const path of paths)
      await (await fetch(app.url + path, { headers: { 'User-Agent': FIREFOX, ...headers } })).text();
    await app.app.get(AnalyticsService).flush();
    return push.mock.calls.map(([hit]) => hit);
  };

  it('is a page that is not there, without title and name, whoever answers', async () => {
    expect(await hitsOf(['/gone?x=1', '/articles/none'], { ...BROWSER, Referer: 'https://x.example/' })).toMatchObject([
      { kind: 'miss', url: '/gone?x=1', route: '', referrer: 'https://x.example/' },
      { kind: 'miss', url: '/articles/none', route: '/articles/:slug', title: undefined, name: undefined },
    ]);
  });

  it('is one that a navigation asks for, whatever it takes', async () => {
    expect(await hitsOf(['/gone.png'], { 'Sec-Fetch-Dest': 'document', Accept: '*/*' })).toMatchObject([
      { kind: 'miss' },
    ]);
  });

  it.each([
    ['an image', '/gone.png', BROWSER],
    ['a part of a page', '/gone', { ...BROWSER, 'Sec-Fetch-Dest': 'image' }],
    ['what a program looks for', '/gone', { Accept: '*/*' }],
    ['what is no page', '/probe/7', BROWSER],
  ])('is not %s that is not there', async (_what, path, headers) => {
    expect(await hitsOf([path], headers)).toEqual([]);
  });

  it('is none that nobody looks at yet, that is ignored, or where misses are', async () => {
    expect(await hitsOf(['/gone'], { ...BROWSER, 'Sec-Purpose': 'prefetch' })).toEqual([]);
    expect(app!.app.get(AnalyticsService).drops()).toEqual({ prefetch: 1 });
    await app!.close();
    expect(await hitsOf(['/wp-admin/x'], BROWSER, { analytics: { ignorePaths: ['/wp-admin/**'] } })).toEqual([]);
    await app!.close();
    expect(await hitsOf(['/gone'], BROWSER, { analytics: { misses: 'ignore' } })).toEqual([]);
  });

  it('comes from where trusted proxies say, as exactly as is asked for', async () => {
    const headers = { ...BROWSER, 'X-Country': 'de', 'X-Region': 'BY' };
    const core = {
      trustedProxies: ['loopback'],
      countryHeaders: { country: 'x-country', region: 'x-region' },
    } as const;
    expect(await hitsOf(['/gone'], headers, { core })).toMatchObject([{ country: 'DE', region: '' }]);
    await app!.close();
    expect(await hitsOf(['/gone'], headers, { core, analytics: { places: 'region' } })).toMatchObject([
      { country: 'DE', region: 'DE-BY' },
    ]);
    await app!.close();
    expect(await hitsOf(['/gone'], headers, { core, analytics: { places: 'off' } })).toMatchObject([
      { country: '', region: '' },
    ]);
    await app!.close();
    const untrusted = { ...core, trustedProxies: [] };
    expect(await hitsOf(['/gone'], headers, { core: untrusted })).toMatchObject([{ country: '', region: '' }]);
  });

  it('tells what a browser says beside its user agent', async () => {
    const hints = {
      'Sec-CH-UA': '"Chromium";v="140", "Google Chrome";v="140", "Not?A_Brand";v="24"',
      'Sec-CH-UA-Mobile': '?1',
      'Sec-CH-UA-Platform': '"Android"',
      'Sec-CH-Viewport-Width': '412',
    };
    expect(await hitsOf(['/gone'], { ...BROWSER, ...hints })).toMatchObject([
      {
        hints: { brands: hints['Sec-CH-UA'], mobile: '?1', platform: '"Android"', platformVersion: '' },
        screen: '412',
      },
    ]);
  });
});
