import { CONSENT_ENTITIES, CONSENT_MIGRATIONS, ConsentModule } from '@nest-privacy/consent';
import { CoreModule } from '@nest-privacy/core';
import { type DisposableDatabase, startTestApp, type TestApp, testDatabases } from '@nest-privacy/core/testing';
import {
  TRACKING_ITEMS_ENTITIES,
  TRACKING_ITEMS_MIGRATIONS,
  type TrackingItemInput,
  TrackingItemsModule,
  TrackingItemsService,
} from '@nest-privacy/tracking-items';
import { Controller, Get, Header, Post, Res } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { inBrowsers, type TestPage } from '../browsers/index.js';

const HOST = 'www.shop.janitor.test';
const PAGE = '<!doctype html><title>Shop</title>';

@Controller()
class Shop {
  @Get(['page', 'account/page'])
  @Header('Content-Type', 'text/html')
  page(): string {
    return PAGE;
  }

  @Post('paid')
  @Header('Content-Type', 'text/html')
  paid(): string {
    return PAGE;
  }

  @Get('visit')
  @Header('Content-Type', 'text/html')
  visit(@Res({ passthrough: true }) response: { header(name: string, value: readonly string[]): void }): string {
    response.header('Set-Cookie', [
      'host_only=1; Path=/; HttpOnly; Max-Age=600',
      'above=1; Path=/; Domain=shop.janitor.test; HttpOnly; Max-Age=600',
      'top=1; Path=/; Domain=janitor.test; Max-Age=600',
      'below=1; Path=/account; HttpOnly; SameSite=Strict; Max-Age=600',
      'counted=1; Path=/; HttpOnly; Max-Age=600',
      'session=1; Path=/; HttpOnly',
    ]);
    return PAGE;
  }
}

const item = (
  category: TrackingItemInput['category'],
  ...cookies: NonNullable<TrackingItemInput['cookies']>
): TrackingItemInput => ({ category, cookies, translations: { en: { name: category, purpose: category } } });

inBrowsers('cookies that lost their ground', (browser) => {
  let place: DisposableDatabase;
  let server: TestApp;
  const url = (path: string, host = HOST): string => server.url.replace('127.0.0.1', host) + path;

  beforeEach(async () => {
    place = await testDatabases()[0]!.create();
    server = await startTestApp({
      adapter: 'fastify',
      controllers: [Shop],
      imports: [
        CoreModule.forRoot({ sites: [{ id: 'shop', hosts: ['*.janitor.test'] }] }),
        TypeOrmModule.forRoot({
          ...place.options,
          entities: [...CONSENT_ENTITIES, ...TRACKING_ITEMS_ENTITIES],
          migrations: [...CONSENT_MIGRATIONS, ...TRACKING_ITEMS_MIGRATIONS],
          migrationsRun: true,
          retryAttempts: 0,
        }),
        ConsentModule.forRoot({ secrets: ['a-secret-of-tests-that-is-long-enough-0001'], noticeVersion: 1 }),
        TrackingItemsModule.forRoot({ cookieJanitor: { domains: ['janitor.test'] } }),
      ],
    });
    await server.app
      .get(TrackingItemsService)
      .seed([
        item('ESSENTIALS', { name: 'session' }),
        item('STATISTICS', { name: 'counted' }),
        item('MARKETING', { name: 'host_only' }, { name: 'top' }, { name: 'above', domain: '.shop.janitor.test' }),
        item('MARKETING', { name: 'below', path: '/account' }),
      ]);
  });
  afterEach(async () => {
    await server.close();
    await place.drop();
  });

  const decide = (tab: TestPage, method: string, body: object | null): Promise<number> =>
    tab.evaluate(
      async (verb, text) => {
        const headers = { 'Content-Type': 'application/json' };
        return (await fetch('/consent', { method: verb, ...(text !== '' && { headers, body: text }) })).status;
      },
      method,
      body === null ? '' : JSON.stringify(body),
    );
  const kept = async (tab: TestPage): Promise<string[]> =>
    (await tab.cookies())
      .map(({ name }) => name)
      .filter((name) => !name.startsWith('privacy_'))
      .sort();

  const granted = async (): Promise<TestPage> => {
    const tab = await browser.open(url('/page'));
    expect(await decide(tab, 'POST', { decisions: { STATISTICS: 'granted', MARKETING: 'granted' } })).toBe(201);
    await tab.goto(url('/visit'));
    await tab.goto(url('/page'));
    expect(await kept(tab)).toEqual(['above', 'below', 'counted', 'host_only', 'session', 'top']);
    return tab;
  };

  it('are gone with the answer to the withdrawal, wherever they were put and although no script sees them', async () => {
    const tab = await granted();
    expect(await tab.evaluate(() => document.cookie)).not.toMatch(/host_only|above/);
    expect(await decide(tab, 'POST', { decisions: { MARKETING: 'denied' } })).toBe(201);
    // That of a path is sent with what lies beneath it.
    expect(await kept(tab)).toEqual(['below', 'counted', 'session']);
    await tab.goto(url('/account/page'));
    expect(await kept(tab)).toEqual(['counted', 'session']);
    expect(await decide(tab, 'DELETE', null)).toBe(200);
    expect(await kept(tab)).toEqual(['session']);
    expect((await tab.cookies()).map(({ name }) => name)).toEqual(
      expect.arrayContaining(['privacy_consent', 'privacy_subject']),
    );
  });

  it('stay when a form or a picture of another site leads here, with which no cookie of consent is sent', async () => {
    const tab = await granted();
    const elsewhere = url('/page', 'pay.elsewhere.test');
    await tab.goto(elsewhere);
    await tab.evaluate(async (picture) => {
      const image = document.createElement('img');
      await new Promise((done) => {
        image.addEventListener('error', done);
        image.src = picture;
      });
    }, url('/page'));
    await tab.evaluate((action) => {
      const form = document.body.appendChild(document.createElement('form'));
      Object.assign(form, { method: 'post', action });
      form.submit();
    }, url('/paid'));
    await tab.until((path) => location.pathname === path, '/paid');
    expect(await kept(tab)).toEqual(['above', 'below', 'counted', 'host_only', 'session', 'top']);
  });
});
