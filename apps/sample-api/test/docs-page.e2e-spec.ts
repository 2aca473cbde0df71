import { type Browser, chromium, type Locator, type Page } from 'playwright-core';
import { findProgram } from '../../../test/setup/process.cjs';
import { Admin } from './admin.js';
import { ADMIN_TOKEN, type AppProcess, startProcess } from './app-process.js';

const CHROMIUM = findProgram('chromium') ?? findProgram('google-chrome');
const MISSING = CHROMIUM === undefined ? ', which is not on PATH: Debian has it in the package "chromium"' : '';

(CHROMIUM === undefined ? describe.skip : describe)(`the page of the API in a browser${MISSING}`, () => {
  let app: AppProcess;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    app = await startProcess();
    browser = await chromium.launch({ executablePath: CHROMIUM!, args: ['--no-sandbox'] });
    page = await browser.newPage();
    await page.goto(`${app.url}/docs`);
    await page.click('.btn.authorize');
    await page.fill('.auth-container input', ADMIN_TOKEN);
    await page.click('.auth-btn-wrapper .authorize');
    await page.click('.btn-done');
  });
  afterAll(async () => {
    await browser.close();
    await app.stop();
  });

  /** Tries an operation with the examples of the page. */
  const tried = async (operation: string, fill: (block: Locator) => Promise<void>): Promise<number> => {
    const block = page.locator(operation);
    await block.locator('.opblock-summary-control').click();
    await block.locator('.try-out__btn').click();
    await fill(block);
    const answered = page.waitForResponse((response) => response.request().method() !== 'GET');
    await block.locator('.execute').click();
    return (await answered).status();
  };

  it('changes an item by PATCH', async () => {
    const { body } = await new Admin(app).ask<{ items: { id: string }[] }>('GET', '/tracking-items?limit=1');
    const status = await tried('.opblock[id*=TrackingItemsAdmin][id$=update]', (block) =>
      block.locator('tr[data-param-name=id] input').fill(body.items[0]!.id),
    );
    expect(status).toBe(200);
  });

  it.each([
    ['makes a token', '.opblock[id*=AdminTokens][id$=create]', 201],
    ['records a decision', '.opblock[id*=ConsentController][id$=decide]', 201],
    ['reports an event', '.opblock[id*=EventsController][id$=receive]', 202],
  ])('%s by POST', async (_, operation, status) => {
    expect(await tried(operation, () => Promise.resolve())).toBe(status);
  });
});
