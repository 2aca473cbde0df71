import { inBrowsers } from '../browsers/index.js';
import { axeFindings } from './axe-matrix.js';
import { startStatesSite, type StatesSite } from './states-site.js';

inBrowsers(
  'what axe finds in any state, theme and width',
  (browser) => {
    let site: StatesSite;

    beforeAll(async () => (site = await startStatesSite()));
    afterAll(() => site.stop());

    it('is nothing on a page that the server wrote for somebody who may opt out, and does so by GPC', async () => {
      expect(await axeFindings(browser, site, { language: 'en', gpc: true, law: 'opt-out' }, 'server')).toEqual([]);
    });
  },
  ['chromium'],
);
