import { type BrowserContext, type Page } from 'playwright-core';
import { answeredBy } from './condition.js';
import { type Observed } from './observed.js';
import { type KeptCookie, type TestPage } from './test-page.js';

/** A page of Chromium. */
export class ChromiumPage implements TestPage<Page> {
  private constructor(
    readonly raw: Page,
    private readonly visitor: BrowserContext,
    private readonly observed: Observed,
    private readonly observe: () => Observed,
  ) {}

  static async open(visitor: BrowserContext, observe: () => Observed): Promise<ChromiumPage> {
    const raw = await visitor.newPage();
    const observed = observe();
    raw.on('request', (seen) =>
      observed.request({ method: seen.method(), url: seen.url(), navigation: seen.isNavigationRequest() }),
    );
    raw.on('console', (message) => {
      // Asked for by the browser, not by the page.
      if (!message.location().url.endsWith('/favicon.ico')) observed.console(message.type(), message.text());
    });
    raw.on('pageerror', (error) => observed.error(error));
    return new ChromiumPage(raw, visitor, observed, observe);
  }

  get requests() {
    return this.observed.requests;
  }

  get faults() {
    return this.observed.faults;
  }

  get violations() {
    return this.observed.violations;
  }

  async goto(url: string): Promise<void> {
    await this.raw.goto(url);
  }

  async reload(): Promise<void> {
    await this.raw.reload();
  }

  async back(): Promise<void> {
    await this.raw.evaluate(() => history.back());
  }

  url(): Promise<string> {
    return Promise.resolve(this.raw.url());
  }

  evaluate<T, A extends readonly unknown[]>(inPage: (...args: A) => T | Promise<T>, ...args: A): Promise<T> {
    // Playwright hands a function one argument.
    const source = `(given) => (${inPage.toString()})(...given)`;
    return this.raw.evaluate(`(${source})(${JSON.stringify(args)})`);
  }

  until<T, A extends readonly unknown[]>(inPage: (...args: A) => T, ...args: A): Promise<NonNullable<T>> {
    return answeredBy(() => this.evaluate(inPage, ...args));
  }

  click(selector: string): Promise<void> {
    return this.raw.click(selector);
  }

  focus(selector: string): Promise<void> {
    return this.raw.focus(selector);
  }

  async press(keys: string, times = 1): Promise<void> {
    for (let i = 0; i < times; i++) await this.raw.keyboard.press(keys);
  }

  type(text: string): Promise<void> {
    return this.raw.keyboard.type(text);
  }

  setViewport(size: { readonly width: number; readonly height: number }): Promise<void> {
    return this.raw.setViewportSize(size);
  }

  screenshot(of: 'view' | 'page' = 'view'): Promise<Buffer> {
    return this.raw.screenshot({ fullPage: of === 'page' });
  }

  async newTab(url?: string): Promise<ChromiumPage> {
    const tab = await ChromiumPage.open(this.visitor, this.observe);
    if (url !== undefined) await tab.goto(url);
    return tab;
  }

  cookies(): Promise<KeptCookie[]> {
    return this.visitor.cookies();
  }

  close(): Promise<void> {
    return this.raw.close();
  }
}
