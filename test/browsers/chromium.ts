import { type Browser, type BrowserContext, chromium } from 'playwright-core';
import { ChromiumPage } from './chromium-page.js';
import { Observed, pretendDnt, pretendGpc, reportViolations, VIOLATION_MARK } from './observed.js';
import { type TestBrowser, type TestPage, type VisitorOptions } from './test-page.js';

/** Every name is this machine, so that nothing leaves it even where a page asks for it. */
const NOTHING_OUTSIDE = '--host-resolver-rules=MAP * 127.0.0.1';

const headersOf = ({ gpc, dnt, headers }: VisitorOptions): Record<string, string> => ({
  ...(gpc && { 'Sec-GPC': '1' }),
  ...(dnt && { DNT: '1' }),
  ...headers,
});

/** Chromium, driven by its own protocol. */
export class Chromium implements TestBrowser {
  private readonly foreign: string[] = [];
  private readonly visitors: BrowserContext[] = [];

  private constructor(private readonly browser: Browser) {}

  static async launch(executablePath: string): Promise<Chromium> {
    const args = ['--no-sandbox', NOTHING_OUTSIDE];
    return new Chromium(await chromium.launch({ executablePath, args }));
  }

  async open(url: string, options: VisitorOptions = {}): Promise<TestPage> {
    const visitor = await this.browser.newContext({
      viewport: options.viewport ?? { width: 1280, height: 800 },
      locale: options.language ?? 'en-GB',
      javaScriptEnabled: options.javaScript ?? true,
      extraHTTPHeaders: headersOf(options),
      colorScheme: options.colorScheme ?? 'light',
      reducedMotion: options.reducedMotion ? 'reduce' : 'no-preference',
      forcedColors: options.forcedColors ? 'active' : 'none',
    });
    this.visitors.push(visitor);
    await visitor.addInitScript(reportViolations, VIOLATION_MARK);
    if (options.gpc) await visitor.addInitScript(pretendGpc);
    if (options.dnt) await visitor.addInitScript(pretendDnt);
    if (options.cookies) await visitor.addCookies(options.cookies.map((cookie) => ({ ...cookie, url })));
    const page = await ChromiumPage.open(visitor, () => new Observed(this.foreign));
    await page.goto(url);
    return page;
  }

  foreignRequests(): string[] {
    return this.foreign.splice(0);
  }

  async forget(): Promise<void> {
    await Promise.all(this.visitors.splice(0).map((visitor) => visitor.close()));
  }

  close(): Promise<void> {
    return this.browser.close();
  }
}
