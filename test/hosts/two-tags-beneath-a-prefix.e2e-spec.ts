import { ClientModule } from '@nest-privacy/client/assets';
import { NoticePublisher } from '@nest-privacy/consent';
import { testDatabases } from '@nest-privacy/core/testing';
import { Controller, Get, Header, VERSION_NEUTRAL, VersioningType } from '@nestjs/common';
import { type ConsentApp, startConsentApp } from '../../libs/consent/test/consent-app.js';
import { inBrowsers } from '../browsers/index.js';
import { FIRST_NOTICE } from '../surface/surface-site.js';

@Controller({ version: VERSION_NEUTRAL })
class Shop {
  @Get('shop')
  @Header('Content-Type', 'text/html; charset=utf-8')
  page(): string {
    return `<!doctype html><html lang="en"><head><title>Shop</title><link rel="stylesheet" href="/np/privacy.css">
<script type="module" src="/np/privacy.js" data-base-url="/api/v1" data-choices="/choices"></script></head>
<body><main>Hello</main><privacy-settings-link></privacy-settings-link></body></html>`;
  }
}

const ADAPTERS = { chromium: 'express', firefox: 'fastify' } as const;

inBrowsers('a page of two tags, of an application with a prefix and versions', (browser) => {
  let shop: ConsentApp;
  beforeAll(async () => {
    shop = await startConsentApp({
      database: testDatabases()[0]!,
      adapter: ADAPTERS[browser.engine],
      imports: [ClientModule.forRoot()],
      controllers: [Shop],
      consent: { rateLimit: 'off' },
      configure: (app) => {
        app.setGlobalPrefix('api', { exclude: ['shop'] });
        app.enableVersioning({ type: VersioningType.URI, defaultVersion: '1' });
      },
    });
    await shop.app.get(NoticePublisher).seed('default', FIRST_NOTICE);
  });
  afterAll(() => shop.close());

  it('has a banner and a dialog that decide there, and leads to the page with all choices', async () => {
    const page = await browser.open(`${shop.url}/shop`);
    await page.until(() => document.querySelector('.np-banner') !== null);
    const form = () => document.querySelector('.np-banner form')?.getAttribute('action');
    expect(await page.evaluate(form)).toBe('/api/v1/consent');
    await page.click('privacy-banner [value=accept-all]');
    await page.until(() => document.cookie.includes('STATISTICS:g'));
    await page.until(() => document.querySelector('.np-status')?.textContent);
    const link = await page.until(() => document.querySelector('privacy-settings-link a')?.getAttribute('href'));
    expect(link).toBe('/choices');
    await page.click('privacy-settings-link a');
    await page.click('#np-dialog [value=reject-all]');
    await page.until(() => document.cookie.includes('STATISTICS:d'));
    expect(page.faults).toEqual([]);
  });
});
