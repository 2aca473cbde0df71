import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { eventually } from '@nest-privacy/core/testing';
import { findProgram } from '../../../test/setup/process.cjs';
import { Admin } from './admin.js';
import { type AppProcess, FIREFOX, startProcess } from './app-process.js';

const CHROMIUM = findProgram('chromium') ?? findProgram('google-chrome');
const MISSING = CHROMIUM === undefined ? ', which is not on PATH: Debian has it in the package "chromium"' : '';
const NARROW = { width: 320, height: 640 };

(CHROMIUM === undefined ? describe.skip : describe)(`the site in a browser${MISSING}`, () => {
  let app: AppProcess;
  let browser: Browser;

  beforeAll(async () => {
    app = await startProcess();
    browser = await chromium.launch({ executablePath: CHROMIUM!, args: ['--no-sandbox'] });
  });
  afterAll(async () => {
    await browser.close();
    await app.stop();
  });

  /** A page, and what went wrong on it. */
  const open = async (path: string, options: BrowserContextOptions = {}): Promise<{ page: Page; faults: string[] }> => {
    const context = await browser.newContext({ baseURL: app.url, locale: 'en-GB', userAgent: FIREFOX, ...options });
    const page = await context.newPage();
    const faults: string[] = [];
    page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
    page.on('pageerror', ({ message }) => faults.push(message));
    await page.goto(path);
    return { page, faults };
  };

  it('lets the JavaScript API be tried: it asks for consent, and reports events that count', async () => {
    const admin = new Admin(app);
    const { page, faults } = await open('/');
    await page.click('[data-action=load]');
    await page.getByText('STATISTICS: unset, allows: false').waitFor();
    await page.click('[data-action=track]');
    await page.getByText('Sent. It is among').waitFor();
    await eventually(
      () => admin.numbers(),
      ({ events }) => events === 1,
    );
    expect(faults).toEqual([]);
  });

  it.each([true, false])('takes choices by keyboard alone, with JavaScript: %p', async (javaScriptEnabled) => {
    const { page, faults } = await open('/privacy', { javaScriptEnabled, viewport: NARROW });
    expect(await page.locator('#demo').count()).toBe(0);
    await page.locator('#np-page-STATISTICS').focus();
    await page.keyboard.press('Space');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/privacy?decided#saved');
    expect(await page.locator('#saved').textContent()).toContain('Saved. On from now: Essentials, Statistics.');
    expect(await page.locator('#saved').evaluate((status) => status.getBoundingClientRect().top)).toBeLessThan(
      NARROW.height,
    );
    expect(await page.locator('#np-preferences :checked').getAttribute('name')).toBe('STATISTICS');
    expect(faults).toEqual([]);
  });

  it('hands visitors what is kept of them, and has it erased, without JavaScript', async () => {
    const { page } = await open('/privacy', { javaScriptEnabled: false, viewport: NARROW });
    expect(await page.locator('a[href="/consent/records"]').count()).toBe(0);
    await page.click('.np-preferences button[value=accept-all]');
    await page.waitForURL('**/privacy?decided#saved');
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.click('form[action="/privacy/export"] button'),
    ]);
    expect(file.suggestedFilename()).toBe('personal-data.json');
    await page.check('form[action="/privacy/erase"] input');
    await page.click('form[action="/privacy/erase"] button');
    await page.getByText('"kind":"erase"').waitFor();
    await page.goto('/privacy');
    expect(await page.locator('a[href="/consent/records"]').count()).toBe(0);
    await page.click('form[action="/privacy/export"] button');
    await page.getByText('404 SUBJECT_UNKNOWN').waitFor();
  });

  it.each(['/', '/articles', '/privacy', '/offers', '/nothing.png'])(
    'needs no more than 320 pixels: %s',
    async (path) => {
      for (const locale of ['en-GB', 'de-DE', 'ar-EG']) {
        const { page } = await open(path, { locale, viewport: NARROW, extraHTTPHeaders: { 'Sec-GPC': '1' } });
        expect(await page.locator('html').evaluate((html) => html.scrollWidth)).toBe(NARROW.width);
      }
    },
  );
});
