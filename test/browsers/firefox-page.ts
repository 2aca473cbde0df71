import { type BrowserContext, type KeyInput, type Page } from 'puppeteer-core';
import { answeredBy } from './condition.js';
import { type Observed } from './observed.js';
import { placeOf, type Place } from './place-of.js';
import { type KeptCookie, type TestPage, type VisitorOptions } from './test-page.js';

/** A page of Firefox. */
export class FirefoxPage implements TestPage<Page> {
  private constructor(
    readonly raw: Page,
    private readonly visitor: BrowserContext,
    private readonly options: VisitorOptions,
    private readonly observed: Observed,
    private readonly observe: () => Observed,
  ) {}

  static async open(visitor: BrowserContext, options: VisitorOptions, observe: () => Observed): Promise<FirefoxPage> {
    const raw = await visitor.newPage();
    const observed = observe();
    raw.on('request', (seen) =>
      observed.request({ method: seen.method(), url: seen.url(), navigation: seen.isNavigationRequest() }),
    );
    raw.on('console', (message) => observed.console(message.type(), message.text()));
    raw.on('pageerror', (error) => observed.error(error));
    await raw.setViewport(options.viewport ?? { width: 1280, height: 800 });
    if (options.headers) await raw.setExtraHTTPHeaders({ ...options.headers });
    return new FirefoxPage(raw, visitor, options, observed, observe);
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

  /** Asked of the page, for the driver hears nothing of one that is restored. */
  url(): Promise<string> {
    return this.evaluate(() => location.href);
  }

  evaluate<T, A extends readonly unknown[]>(inPage: (...args: A) => T | Promise<T>, ...args: A): Promise<T> {
    return this.raw.evaluate(inPage as unknown as (...args: unknown[]) => Promise<T>, ...args);
  }

  until<T, A extends readonly unknown[]>(inPage: (...args: A) => T, ...args: A): Promise<NonNullable<T>> {
    return answeredBy(() => this.evaluate(inPage, ...args));
  }

  async click(selector: string): Promise<void> {
    let before: Place | undefined;
    const { x, y } = await answeredBy(async () => {
      const place = await this.evaluate(placeOf, selector);
      const rests = place?.x === before?.x && place?.y === before?.y;
      before = place;
      return rests ? place : undefined;
    });
    await this.raw.mouse.click(x, y);
  }

  async focus(selector: string): Promise<void> {
    await this.until((wanted) => {
      const element = document.querySelector<HTMLElement>(wanted);
      element?.focus();
      return element !== null;
    }, selector);
  }

  async press(keys: string, times = 1): Promise<void> {
    const held = keys.split('+') as KeyInput[];
    const key = held.pop()!;
    for (let i = 0; i < times; i++) {
      for (const modifier of held) await this.raw.keyboard.down(modifier);
      await this.raw.keyboard.press(key);
      for (const modifier of held) await this.raw.keyboard.up(modifier);
    }
  }

  type(text: string): Promise<void> {
    return this.raw.keyboard.type(text);
  }

  setViewport(size: { readonly width: number; readonly height: number }): Promise<void> {
    return this.raw.setViewport(size);
  }

  async screenshot(of: 'view' | 'page' = 'view'): Promise<Buffer> {
    return Buffer.from(await this.raw.screenshot({ fullPage: of === 'page' }));
  }

  async newTab(url?: string): Promise<FirefoxPage> {
    const tab = await FirefoxPage.open(this.visitor, this.options, this.observe);
    if (url !== undefined) await tab.goto(url);
    return tab;
  }

  async cookies(): Promise<KeptCookie[]> {
    const cookies = await this.visitor.cookies();
    return cookies.map((cookie) => ({ ...cookie, httpOnly: cookie.httpOnly ?? false }));
  }

  close(): Promise<void> {
    return this.raw.close();
  }
}
