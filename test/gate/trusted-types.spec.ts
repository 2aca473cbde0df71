import { inBrowsers, TestSite } from '../browsers/index.js';
import { allow, openGate, says, serveScripts } from './gate-page.js';

const body = (nonce: string): string =>
  `<script nonce="${nonce}" type="text/plain" data-consent="STATISTICS" data-src="/named.js" id="named"></script>${says(nonce, 'next')}`;

inBrowsers('the gate, where Trusted Types are required', (browser) => {
  let site: TestSite;
  beforeEach(async () => {
    site = await TestSite.start();
    serveScripts(site, 'named');
  });
  afterEach(() => site.stop());

  it('loads data-src through the policy that it was given', async () => {
    const further = { 'trusted-types': 'nest-privacy' };
    const tab = await openGate(browser, site, {
      body,
      policy: 'nonce',
      further,
      options: `trustedTypesPolicy: 'nest-privacy'`,
    });
    await allow(tab, { STATISTICS: true });
    await tab.until(() => window.log.length === 2);
    expect(await tab.evaluate(() => window.log)).toEqual(['named', 'next']);
    expect(tab.violations).toEqual([]);
  });

  it('goes on without it where there is none', async () => {
    const tab = await openGate(browser, site, { body, policy: 'nonce' });
    await allow(tab, { STATISTICS: true });
    await tab.until(() => window.log.length === 1);
    expect(await tab.evaluate(() => window.told)).toEqual([
      'script#named STATISTICS failed',
      'script#next STATISTICS active',
    ]);
  });
});
