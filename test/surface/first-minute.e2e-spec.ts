import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ClientModule } from '@nest-privacy/client/assets';
import { ConsentRecordEntity, NoticePublisher } from '@nest-privacy/consent';
import { testDatabases } from '@nest-privacy/core/testing';
import { Controller, Get, Header } from '@nestjs/common';
import { type ConsentApp, startConsentApp } from '../../libs/consent/test/consent-app.js';
import { inBrowsers } from '../browsers/index.js';
import { FIRST_NOTICE } from './surface-site.js';

/** The example of the client for pages that are files, with a film of this server. */
const EXAMPLE = readFileSync(join(__dirname, '../../libs/client/examples/html/index.html'), 'utf8').replace(
  'https://video.example/embed/7',
  '/film',
);

@Controller()
class ShopFiles {
  @Get()
  @Header('Content-Type', 'text/html; charset=utf-8')
  page(): string {
    return EXAMPLE;
  }

  @Get('statistics.js')
  @Header('Content-Type', 'text/javascript')
  statistics(): string {
    return `document.body.dataset.statistics = 'counts';`;
  }

  @Get('film')
  @Header('Content-Type', 'text/html; charset=utf-8')
  film(): string {
    return '<!doctype html><title>Film</title>';
  }
}

const ADAPTERS = { chromium: 'express', firefox: 'fastify' } as const;

inBrowsers('a page that is a file, with one script tag', (browser) => {
  let shop: ConsentApp;
  beforeAll(async () => {
    shop = await startConsentApp({
      database: testDatabases()[0]!,
      adapter: ADAPTERS[browser.engine],
      imports: [ClientModule.forRoot()],
      controllers: [ShopFiles],
      consent: { rateLimit: 'off' },
    });
    await shop.app.get(NoticePublisher).seed('default', FIRST_NOTICE);
  });
  afterAll(() => shop.close());

  it('has a banner that decides, and lets in what waited', async () => {
    const page = await browser.open(`${shop.url}/`);
    await page.until(() => document.querySelector('privacy-banner .np-banner')?.getClientRects().length);
    expect(await page.cookies()).toEqual([]);
    expect(page.requests.filter(({ url }) => /statistics|film/.test(url))).toEqual([]);
    // Asked for by the embed before the state is known, and not again by the banner afterwards.
    expect(page.requests.filter(({ url }) => url.includes('/consent/notice?'))).toHaveLength(1);
    await page.click('privacy-banner [value=accept-all]');
    await page.until(() => document.body.dataset['statistics'] === 'counts');
    await page.until(() => document.querySelector('privacy-embed iframe') !== null);
    expect(await page.evaluate(() => document.querySelector('.np-banner'))).toBeNull();
    const [record] = await shop.source.manager.find(ConsentRecordEntity);
    expect(record).toMatchObject({
      method: 'banner-accept',
      decisions: { STATISTICS: 'granted', MARKETING: 'granted' },
    });
    await page.reload();
    await page.until(() => document.querySelector('privacy-embed iframe') !== null);
    expect(await page.evaluate(() => document.querySelector('.np-banner'))).toBeNull();
    expect(page.faults).toEqual([]);
  });

  it('opens the choices by its link, and takes everything back in two actions', async () => {
    const page = await browser.open(`${shop.url}/`);
    await page.until(() => document.querySelector('privacy-banner .np-banner') !== null);
    await page.click('privacy-banner [value=accept-all]');
    await page.until(() => document.querySelector('privacy-embed iframe') !== null);
    await page.click('footer privacy-settings-link a');
    await page.click('#np-dialog [value=reject-all]');
    await page.until(() => document.querySelector('privacy-embed iframe') === null);
    expect(page.faults).toEqual([]);
  });
});
