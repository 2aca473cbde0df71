import { type Browser, launch, type Page } from 'puppeteer-core';
import { answeredBy } from './condition.js';

/** A visitor of a Chromium that prerenders: it does so for a driver that holds tabs, and never for one that holds pages. */
export class PrerenderingVisitor {
  private constructor(private readonly browser: Browser) {}

  /** @param executablePath of Chromium */
  static async start(executablePath: string): Promise<PrerenderingVisitor> {
    const args = ['--no-sandbox', '--host-resolver-rules=MAP * 127.0.0.1'];
    return new PrerenderingVisitor(await launch({ browser: 'chrome', executablePath, args }));
  }

  /** Another tab; of a page that was prerendered and is now shown nothing can be asked, but of a tab beside it. */
  async open(url: string): Promise<Page> {
    const page = await this.browser.newPage();
    await page.goto(url);
    return page;
  }

  /** Waits until a page keeps something under a key of `localStorage`, which its whole site shares. */
  async kept<T>(page: Page, key: string): Promise<T> {
    return JSON.parse(await answeredBy(() => page.evaluate((name) => localStorage.getItem(name), key))) as T;
  }

  close(): Promise<void> {
    return this.browser.close();
  }
}
