import { request as send } from 'node:http';
import {
  Controller,
  Get,
  Header,
  HttpCode,
  type MiddlewareConsumer,
  Module,
  Post,
  Query,
  Redirect,
  Res,
} from '@nestjs/common';
import { ConsentReader, MetricsRecorder } from '@nest-privacy/core';
import { OwnCookies } from '@nest-privacy/core/kit';
import { type DisposableDatabase, TEST_ADAPTERS, type TestApp, testDatabases } from '@nest-privacy/core/testing';
import { AdjustableConsent } from '../testing/adjustable-consent.js';
import { type CatalogueAppOptions, startCatalogueApp } from '../testing/catalogue-app.js';
import { type CookiePatternInput } from '../content/tracking-item-input.js';
import { TrackingItemsService } from '../tracking-items.service.js';
import { CookieJanitorMiddleware } from './cookie-janitor.middleware.js';

interface Answer {
  readonly status: number;
  readonly cookies: readonly string[];
  readonly caching: string | undefined;
}

interface Settable {
  header(name: string, value: string | readonly string[]): unknown;
}

@Controller()
class Pages {
  @Get('page')
  page(): string {
    return 'x';
  }

  @Post('page')
  posted(): string {
    return 'x';
  }

  @Get('unchanged')
  @HttpCode(304)
  unchanged(): void {}

  @Get('moved')
  @Redirect('/page', 302)
  moved(): void {}

  @Get('upgraded')
  @Redirect('https://main.example/page', 301)
  upgraded(): void {}

  @Get('sets')
  sets(@Res({ passthrough: true }) response: Settable): string {
    response.header('Set-Cookie', ['ad=new; Path=/; HttpOnly', 'other=1']);
    return 'x';
  }

  @Get('public')
  @Header('Cache-Control', 'public, max-age=60')
  shared(): string {
    return 'x';
  }

  @Get('told')
  told(@Res({ passthrough: true }) response: Settable, @Query('field') field: string, @Query('says') says: string) {
    response.header(field, says);
    return 'x';
  }

  @Get('secret')
  @Header('Cache-Control', 'no-store')
  secret(): string {
    return 'x';
  }

  @Get('short')
  @Header('Cache-Control', 'max-age=60')
  short(): string {
    return 'x';
  }
}

@Module({})
class BoundModule {
  configure(consumer: MiddlewareConsumer): void {
    consumer.apply(CookieJanitorMiddleware).forRoutes({ path: 'page', method: 0 });
  }
}

const GONE = 'Max-Age=0; Path=/; HttpOnly; SameSite=Lax';
const [sqlite] = testDatabases();

describe.each(TEST_ADAPTERS)('CookieJanitor under %s', (adapter) => {
  let place: DisposableDatabase;
  let server: TestApp;
  let consent: AdjustableConsent;

  const start = async (more: Partial<CatalogueAppOptions> = {}): Promise<void> => {
    place = await sqlite!.create();
    consent = new AdjustableConsent();
    server = await startCatalogueApp({
      place,
      adapter,
      controllers: [Pages],
      own: [{ provide: ConsentReader, useValue: consent }],
      ...more,
    });
    consent.set('MARKETING', 'denied');
    consent.set('STATISTICS', 'granted');
    await declare('MARKETING', [{ name: 'ad' }]);
    await declare('STATISTICS', [{ name: '_st_*', match: 'glob' }]);
    await declare('ESSENTIALS', [{ name: 'session' }]);
  };
  afterEach(async () => {
    await server.close();
    await place.drop();
  });

  const declare = async (category: 'MARKETING' | 'STATISTICS' | 'ESSENTIALS', cookies: readonly CookiePatternInput[]) =>
    server.app.get(TrackingItemsService).create({ category, cookies, translations: { en: { name: 'x' } } });

  /** Node's own client, which sends whatever host and fetch metadata it is told. */
  const ask = (path: string, cookie: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const all = { host: 'main.example', ...(cookie !== '' && { cookie }), ...headers };
      send(server.url + path, { method, headers: all, agent: false }, (response) => {
        response.resume().on('end', () => {
          const { statusCode: status = 0, headers: given } = response;
          resolve({ status, cookies: given['set-cookie'] ?? [], caching: given['cache-control'] });
        });
      })
        .on('error', reject)
        .end();
    });
  const cookiesOf = async (...asked: Parameters<typeof ask>): Promise<readonly string[]> =>
    (await ask(...asked)).cookies;
  const sortedOf = async (...asked: Parameters<typeof ask>): Promise<readonly string[]> =>
    [...(await cookiesOf(...asked))].sort();

  it('takes away what is not allowed, and leaves what is, what is needed and what nobody declared', async () => {
    await start();
    const cookie = 'session=1; ad=2; _st_x=3; unknown=4; Ad=5';
    expect(await ask('/page', cookie)).toEqual({ status: 200, cookies: [`ad=; ${GONE}`], caching: 'private' });
    consent.set('STATISTICS', 'denied');
    expect(await cookiesOf('/page', cookie)).toEqual(expect.arrayContaining([`ad=; ${GONE}`, `_st_x=; ${GONE}`]));
    consent.set('STATISTICS', 'granted');
    consent.set('MARKETING', 'granted');
    expect(await ask('/page', cookie)).toEqual({ status: 200, cookies: [], caching: undefined });
  });

  it.each([
    ['GET', '/page', 200],
    ['GET', '/nothing', 404],
    ['GET', '/unchanged', 304],
    ['GET', '/moved', 302],
    ['POST', '/page', 201],
    ['GET', '/admin/tracking-items', 401],
    ['DELETE', '/page', 404],
  ])('does so with every answer: %s %s is answered %d', async (method, path, status) => {
    await start();
    const answer = await ask(path, 'ad=1', {}, method);
    expect([answer.status, answer.cookies]).toEqual([status, [`ad=; ${GONE}`]]);
    expect(answer.caching).toMatch(/private|no-store/);
  });

  it('has no cache that many share keep such an answer, and leaves one alone that is meant for it', async () => {
    await start();
    const caching = async (path: string): Promise<unknown> => {
      const { cookies, caching: told } = await ask(path, 'ad=1');
      return [cookies.length, told];
    };
    expect(await caching('/page')).toEqual([1, 'private']);
    expect(await caching('/short')).toEqual([1, 'max-age=60, private']);
    expect(await caching('/secret')).toEqual([1, 'no-store']);
    expect(await caching('/public')).toEqual([0, 'public, max-age=60']);
    expect(await caching('/told?field=Surrogate-Control&says=max-age=60')).toEqual([0, undefined]);
  });

  it('leaves alone what a cache before the server is told to keep, and not what it is told to leave', async () => {
    await start();
    const told = async (field: string, says: string): Promise<number> =>
      (await cookiesOf(`/told?field=${field}&says=${encodeURIComponent(says)}`, 'ad=1')).length;
    for (const [field, kept, notKept] of [
      ['CDN-Cache-Control', 'max-age=60', 'no-store'],
      ['Cloudflare-CDN-Cache-Control', 'max-age=60', 'private'],
      ['Vercel-CDN-Cache-Control', 'max-age=60', 'no-store'],
      ['Netlify-CDN-Cache-Control', 'public, max-age=60', 'private, max-age=0'],
      ['Surrogate-Control', 'max-age=60', 'no-store'],
      ['Edge-Control', '!no-store, max-age=60', 'no-store'],
      ['X-Accel-Expires', '60', '0'],
    ] as const)
      expect([field, await told(field, kept), await told(field, notKept)]).toEqual([field, 0, 1]);
  });

  it('never takes a cookie that the same answer sets', async () => {
    await start();
    consent.set('STATISTICS', 'denied');
    expect(await cookiesOf('/sets', 'ad=1; _st_x=1')).toEqual([
      'ad=new; Path=/; HttpOnly',
      'other=1',
      `_st_x=; ${GONE}`,
    ]);
  });

  it('never takes the cookies of consent, whatever the catalogue says of them', async () => {
    await start();
    server.app.get(OwnCookies).keep('proof');
    await declare('MARKETING', [{ name: '*', match: 'glob' }]);
    const gone = await cookiesOf('/page', 'proof=1; __Host-proof=2; __Secure-proof=3; session=4; x=5');
    expect(gone).toEqual([`x=; ${GONE}`]);
  });

  it('leaves a cookie to any item that may have it', async () => {
    await start();
    await declare('STATISTICS', [{ name: 'ad' }]);
    expect(await cookiesOf('/page', 'ad=1')).toEqual([]);
    consent.set('STATISTICS', 'denied');
    expect(await cookiesOf('/page', 'ad=1')).toEqual([`ad=; ${GONE}`]);
    await declare('ESSENTIALS', [{ name: 'a?', match: 'glob', domain: '.elsewhere.example' }]);
    expect(await cookiesOf('/page', 'ad=1')).toEqual([]);
  });

  it('takes what was set without consent: where nobody was asked, and by option only where there is an answer', async () => {
    await start();
    consent.set('MARKETING', 'unset');
    expect(await cookiesOf('/page', 'ad=1')).toEqual([`ad=; ${GONE}`]);
    consent.set('MARKETING', 'unset', true);
    expect(await cookiesOf('/page', 'ad=1')).toEqual([]);
    await server.close();
    await place.drop();
    await start({ options: { cookieJanitor: { undecided: 'keep' } } });
    consent.set('MARKETING', 'unset');
    expect(await cookiesOf('/page', 'ad=1')).toEqual([]);
    consent.set('MARKETING', 'denied');
    expect(await cookiesOf('/page', 'ad=1')).toEqual([`ad=; ${GONE}`]);
    // A grant that GPC overrules is an answer, too.
    consent.set('MARKETING', 'granted', false);
    expect(await cookiesOf('/page', 'ad=1')).toEqual([`ad=; ${GONE}`]);
  });

  it('takes nothing while it is not known what is allowed', async () => {
    await start();
    consent.known = false;
    expect(await ask('/page', 'ad=1')).toEqual({ status: 200, cookies: [], caching: undefined });
    consent.known = true;
    Object.assign(consent, { isKnown: undefined });
    expect(await cookiesOf('/page', 'ad=1')).toHaveLength(1);
    Object.assign(consent, { settle: () => undefined });
    expect(await cookiesOf('/page', 'ad=1')).toEqual([]);
    consent.allowed = {};
    Object.assign(consent, { isKnown: () => true });
    expect(await cookiesOf('/page', 'ad=1')).toEqual([]);
  });

  it('takes nothing where nobody tells of consent', async () => {
    await start({ own: [] });
    expect(await cookiesOf('/page', 'ad=1')).toEqual([]);
  });

  it('asks nobody of requests that bring no cookie which it could take', async () => {
    await start();
    for (const cookie of ['', 'unknown=1', 'a', '=;;=', '"']) await ask('/page', cookie);
    expect(consent.asked).toBe(0);
    await ask('/page', 'ad=1');
    expect(consent.asked).toBe(1);
  });

  it('follows the domains and paths of the catalogue, and those of the option where it tells none', async () => {
    await start({ options: { cookieJanitor: { domains: ['Main.example', 'elsewhere.example'] } } });
    await declare('MARKETING', [{ name: 'there', domain: '.main.example', path: '/shop' }]);
    await declare('MARKETING', [{ name: 'fr', domain: '.facebook.example' }]);
    expect(await sortedOf('/page', 'there=1; fr=2')).toEqual([
      'there=; Max-Age=0; Path=/shop; Domain=main.example; HttpOnly; SameSite=Lax',
      'there=; Max-Age=0; Path=/shop; HttpOnly; SameSite=Lax',
    ]);
    expect(await sortedOf('/page', 'ad=1', { 'x-forwarded-proto': 'https', host: 'main.example:8443' })).toEqual([
      'ad=; Max-Age=0; Path=/; Domain=main.example; HttpOnly; SameSite=Lax; Secure',
      `ad=; ${GONE}; Secure`,
    ]);
    expect(await cookiesOf('/page', 'ad=1', { host: 'shop.example' })).toEqual([`ad=; ${GONE}`]);
    expect(await cookiesOf('/page', 'ad=1', { host: 'nobody.example' })).toEqual([]);
  });

  it('takes nothing from who comes by another site’s form, with which no cookie of consent is sent', async () => {
    await start();
    const from = (site: string, dest = 'document'): Record<string, string> => ({
      'sec-fetch-site': site,
      'sec-fetch-dest': dest,
    });
    const taken = async (headers: Record<string, string>, method: string): Promise<boolean> =>
      (await cookiesOf('/page', 'ad=1', headers, method)).length > 0;
    expect(await taken(from('cross-site'), 'POST')).toBe(false);
    expect(await taken(from('cross-site', 'image'), 'GET')).toBe(false);
    expect(await taken(from('cross-site', 'iframe'), 'GET')).toBe(false);
    expect(await taken(from('cross-site'), 'GET')).toBe(true);
    for (const site of ['same-origin', 'same-site', 'none'])
      expect(await taken(from(site, 'empty'), 'POST')).toBe(true);
    for (const origin of ['https://pay.example', 'null', 'http://'])
      expect(await taken({ origin }, 'POST')).toBe(false);
    expect(await taken({ origin: 'http://main.example' }, 'POST')).toBe(true);
  });

  it('takes nothing from who is led from http to https, where their cookies of consent come along', async () => {
    await start();
    consent.set('MARKETING', 'unset');
    expect(await ask('/upgraded', 'ad=1')).toEqual({ status: 301, cookies: [], caching: undefined });
    const proxied = { 'x-forwarded-proto': 'https' };
    expect(await cookiesOf('/upgraded', 'ad=1', proxied)).toEqual([`ad=; ${GONE}; Secure`]);
    expect(await cookiesOf('/moved', 'ad=1')).toEqual([`ad=; ${GONE}`]);
  });

  it('takes what other hosts see as well only where something was decided here, or all of them share one consent', async () => {
    const shared = `ad=; ${GONE.replace('HttpOnly', 'Domain=main.example; HttpOnly')}`;
    const nobodyDecided = async (options: NonNullable<CatalogueAppOptions['options']>): Promise<void> => {
      await start({ options });
      await declare('MARKETING', [{ name: 'ad', domain: '.main.example' }]);
      Object.assign(consent, { state: 'unset', decisions: {} });
    };
    await nobodyDecided({});
    expect(await cookiesOf('/page', 'ad=1')).toEqual([`ad=; ${GONE}`]);
    for (const state of ['active', 'withdrawn', 'expired'] as const) {
      consent.state = state;
      expect(await sortedOf('/page', 'ad=1')).toEqual([shared, `ad=; ${GONE}`]);
    }
    await server.close();
    await place.drop();
    await nobodyDecided({ cookieJanitor: { domains: ['main.example'] } });
    expect(await sortedOf('/page', 'ad=1')).toEqual([shared, `ad=; ${GONE}`]);
  });

  it('takes twenty places at a time, and comes to each in the end', async () => {
    await start();
    await declare('MARKETING', [{ name: 'bomb*', match: 'glob' }]);
    const names = Array.from({ length: 200 }, (_, i) => `bomb${i}`);
    const left = new Set(names);
    for (let i = 0; i < 1_000 && left.size > 0; i++) {
      // Those that no answer takes away stand first, as they do with browsers that keep them.
      const gone = await cookiesOf('/page', names.map((name) => `${name}=1`).join('; '));
      expect(gone.length).toBeLessThanOrEqual(20);
      for (const line of gone) left.delete(line.split('=')[0]!);
    }
    expect([...left]).toEqual([]);
  });

  it('takes no more at a time than has room in an answer, and counts what it takes', async () => {
    let counted = 0;
    const count = (name: string): void => void (name === 'tracking_items_cookies_expired_total' && counted++);
    const recorder = { define: () => {}, observe: () => {}, gauge: () => {}, count };
    await start({
      own: [
        { provide: MetricsRecorder, useValue: recorder },
        { provide: ConsentReader, useFactory: () => consent },
      ],
    });
    const letters = [...'abcdefghijklmnopqrst'];
    const places = letters.map((path) => ({ name: 'bomb*', match: 'glob' as const, path: `/${path.repeat(500)}` }));
    await declare('MARKETING', [{ name: 'long*', match: 'glob' }, ...places]);
    const long = letters.map((letter) => `long-${letter.repeat(245)}`);
    const cookie = long.map((name) => `${name}=1`).join('; ');
    // Each answer reads as many unknown names as it may, and knows the earlier ones.
    for (let i = 0; i < 5; i++) await ask('/page', cookie);
    const told = async (cookies: string): Promise<readonly string[]> => {
      const lines = await cookiesOf('/page', cookies);
      expect(lines.join('').length).toBeLessThanOrEqual(2_000);
      return lines;
    };
    counted = 0;
    expect(await told(cookie)).toHaveLength(6);
    expect(counted).toBe(6);
    const left = new Set(letters);
    for (let i = 0; i < 100 && left.size > 0; i++)
      for (const line of await told('bomb=1')) left.delete(/Path=\/(.)/.exec(line)![1]!);
    expect([...left]).toEqual([]);
  });

  it('writes no header out of a name', async () => {
    await start();
    await declare('MARKETING', [{ name: '*', match: 'glob' }]);
    for (const cookie of ['a b=1', 'é=1', 'a,b=1', 'x"y=1', `${'n'.repeat(300)}=1`, 'a/b=1', 'a\tb=1'])
      expect([cookie, await cookiesOf('/page', Buffer.from(cookie).toString('latin1'))]).toEqual([cookie, []]);
    expect(await cookiesOf('/page', '__proto__=1')).toEqual([`__proto__=; ${GONE}`]);
    expect(await cookiesOf('/page', 'toString=1')).toEqual([`toString=; ${GONE}`]);
  });

  it('stands where it is bound, and nowhere else', async () => {
    await start({ options: { cookieJanitor: { responses: 'bound' } }, imports: [BoundModule] });
    expect(await cookiesOf('/page', 'ad=1')).toEqual([`ad=; ${GONE}`]);
    expect(await cookiesOf('/moved', 'ad=1')).toEqual([]);
  });

  it('is nowhere where it is switched off', async () => {
    await start({ options: { cookieJanitor: 'off' }, imports: [BoundModule] });
    expect(await cookiesOf('/page', 'ad=1')).toEqual([]);
  });
});
