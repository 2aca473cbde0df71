import { inBrowsers } from '../browsers/index.js';
import { axeFindings } from './axe-matrix.js';
import { startStatesSite, type StatesSite, WRITERS } from './states-site.js';

const PAGES = WRITERS.flatMap((writer) =>
  ['en', 'de', 'ar'].flatMap((language) => [false, true].map((gpc) => [writer, language, gpc] as const)),
);

inBrowsers(
  'what axe finds in any state, theme and width, whoever wrote the page',
  (browser) => {
    let site: StatesSite;

    beforeAll(async () => (site = await startStatesSite()));
    afterAll(() => site.stop());

    it.each(PAGES)('is nothing: %s, %s, GPC %s', async (writer, language, gpc) => {
      expect(await axeFindings(browser, site, { language, gpc }, writer)).toEqual([]);
    });
  },
  ['chromium'],
);
