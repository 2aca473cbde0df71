import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type LaunchOptions,
} from 'playwright-core';
import { ChromiumPage } from './chromium-page.js';
import { profileWithoutCookies } from './profile-without-cookies.js';
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
  /** What removes that which visitors leave behind. */
  private readonly leavings: (() => Promise<void>)[] = [];

  private constructor(
    private readonly settings: LaunchOptions,
    private readonly browser: Browser,
  ) {}

  static async launch(executablePath: string): Promise<Chromium> {
    const settings = {
      executablePath,
      args: ['--no-sandbox', NOTHING_OUTSIDE],
      // Visitors have it, and come back to pages that no load has told anything.
      ignoreDefaultArgs: ['--disable-back-forward-cache'],
    };
    return new Chromium(settings, await chromium.launch(settings));
  }

  async open(url: string, options: VisitorOptions = {}): Promise<TestPage> {
    const visitor = await this.visitor(options, {
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

  /** Whoever refuses cookies has a profile, and with it a process, of their own. */
  private async visitor({ refusesCookies }: VisitorOptions, context: BrowserContextOptions): Promise<BrowserContext> {
    if (!refusesCookies) return this.browser.newContext(context);
    const profile = profileWithoutCookies();
    const visitor = await chromium.launchPersistentContext(profile.folder, { ...this.settings, ...context });
    this.leavings.push(profile.remove);
    return visitor;
  }

  foreignRequests(): string[] {
    return this.foreign.splice(0);
  }

  async forget(): Promise<void> {
    await Promise.all(this.visitors.splice(0).map((visitor) => visitor.close()));
    await Promise.all(this.leavings.splice(0).map((remove) => remove()));
  }

  close(): Promise<void> {
    return this.browser.close();
  }
}
