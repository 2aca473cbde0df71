import { Chromium } from './chromium.js';
import { Firefox } from './firefox.js';
import { type TestBrowser } from './test-page.js';

/** The engines in which tests run. */
export type EngineName = 'chromium' | 'firefox';

interface Engine {
  readonly path: string | undefined;
  launch(path: string): Promise<TestBrowser>;
}

const ENGINES: Readonly<Record<EngineName, Engine>> = {
  chromium: { path: process.env.BROWSER_PATH, launch: (path) => Chromium.launch(path) },
  firefox: { path: process.env.FIREFOX_PATH, launch: (path) => Promise.resolve(new Firefox(path)) },
};

/** How a test asks for pages; see {@link TestBrowser}. */
export interface BrowserUnderTest extends Pick<TestBrowser, 'open' | 'foreignRequests'> {
  readonly engine: EngineName;
}

/**
 * Tests that run in real browsers, in all of them or in those that are named. After each test its visitors are gone, and a request to any
 * host beyond this machine has failed it. Where a browser is not to be had, its tests are skipped, which the setup of the tests says aloud.
 */
export function inBrowsers(
  name: string,
  tests: (browser: BrowserUnderTest) => void,
  engines: readonly EngineName[] = ['chromium', 'firefox'],
): void {
  for (const engine of engines) {
    const { path, launch } = ENGINES[engine];
    (path === undefined ? describe.skip : describe)(`${name}, in ${engine}`, () => {
      let running: TestBrowser;
      beforeAll(async () => void (running = await launch(path!)));
      afterEach(async () => {
        await running.forget();
        expect(running.foreignRequests()).toEqual([]);
      });
      afterAll(() => running?.close());
      tests({
        engine,
        open: (url, options) => running.open(url, options),
        foreignRequests: () => running.foreignRequests(),
      });
    });
  }
}
