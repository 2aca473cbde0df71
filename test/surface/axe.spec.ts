import { inBrowsers } from '../browsers/index.js';
import { axeFindings } from './axe-matrix.js';
import { startStatesSite, type StatesSite } from './states-site.js';

inBrowsers(
  'what axe finds in any state, theme and width',
  (browser) => {
    let site: StatesSite;

    beforeAll(async () => (site = await startStatesSite()));
    afterAll(() => site.stop());

    it.each([
      ['server', 'en', true],
      ['elements', 'ar', false],
    ] as const)('is nothing: %s, %s, GPC %s', async (writer, language, gpc) => {
      expect(await axeFindings(browser, site, { language, gpc }, writer)).toEqual([]);
    });
  },
  ['chromium'],
);
