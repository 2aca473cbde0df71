import { type Browser, type BrowserContext, launch } from 'puppeteer-core';
import { FirefoxPage } from './firefox-page.js';
import { FirefoxProfile } from './firefox-profile.js';
import { Observed, reportViolations, VIOLATION_MARK } from './observed.js';
import { type TestBrowser, type TestPage, type VisitorOptions } from './test-page.js';

type Preferences = Readonly<Record<string, boolean | number | string>>;

const ALWAYS: Preferences = {
  // Every name is this machine, so that nothing leaves it even where a page asks for it.
  'network.dns.forceResolve': '127.0.0.1',
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
};

/** What a visitor has set in Firefox, as nothing but its preferences can set it. */
function preferencesOf(options: VisitorOptions): Preferences {
  return {
    ...ALWAYS,
    'javascript.enabled': options.javaScript ?? true,
    'intl.accept_languages': options.language ?? 'en-GB',
    'layout.css.prefers-color-scheme.content-override': options.colorScheme === 'dark' ? 0 : 1,
    'ui.prefersReducedMotion': options.reducedMotion ? 1 : 0,
    ...(options.forcedColors && { 'browser.display.document_color_use': 2, 'ui.useAccessibilityTheme': 1 }),
    ...(options.gpc && {
      'privacy.globalprivacycontrol.enabled': true,
      'privacy.globalprivacycontrol.functionality.enabled': true,
    }),
    ...(options.refusesCookies && { 'network.cookie.cookieBehavior': 2 }),
    ...(options.dnt && { 'privacy.donottrackheader.enabled': true }),
    ...options.prefs,
  };
}

/** Firefox, driven by WebDriver BiDi: one process for each set of preferences. */
export class Firefox implements TestBrowser {
  private readonly foreign: string[] = [];
  private readonly visitors: BrowserContext[] = [];
  private readonly processes = new Map<string, Promise<Browser>>();
  private readonly profiles: FirefoxProfile[] = [];

  constructor(private readonly executablePath: string) {}

  async open(url: string, options: VisitorOptions = {}): Promise<TestPage> {
    const visitor = await (await this.process(preferencesOf(options))).createBrowserContext();
    this.visitors.push(visitor);
    const page = await FirefoxPage.open(visitor, options, () => new Observed(this.foreign));
    await page.raw.evaluateOnNewDocument(reportViolations, VIOLATION_MARK);
    const { hostname: domain } = new URL(url);
    for (const cookie of options.cookies ?? []) await visitor.setCookie({ ...cookie, domain });
    await page.goto(url);
    return page;
  }

  foreignRequests(): string[] {
    return this.foreign.splice(0);
  }

  async forget(): Promise<void> {
    await Promise.all(this.visitors.splice(0).map((visitor) => visitor.close()));
  }

  async close(): Promise<void> {
    const ends = [...this.processes.values()].map(async (process) => (await process).close());
    const failed = (await Promise.allSettled(ends)).find((end) => end.status === 'rejected');
    await Promise.all(this.profiles.map((profile) => profile.remove()));
    if (failed) throw failed.reason;
  }

  private process(extraPrefsFirefox: Preferences): Promise<Browser> {
    const key = JSON.stringify(extraPrefsFirefox);
    const running = this.processes.get(key) ?? this.launch(extraPrefsFirefox);
    this.processes.set(key, running);
    return running;
  }

  private launch(extraPrefsFirefox: Preferences): Promise<Browser> {
    const { executablePath } = this;
    const profile = new FirefoxProfile();
    this.profiles.push(profile);
    return launch({
      browser: 'firefox',
      executablePath,
      userDataDir: profile.folder,
      extraPrefsFirefox: { ...extraPrefsFirefox },
    });
  }
}
