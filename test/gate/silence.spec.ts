import { inBrowsers, TestSite } from '../browsers/index.js';
import { allow, frames, openGate, says } from './gate-page.js';

inBrowsers('the gate, before anything is allowed', (browser) => {
  let site: TestSite;
  let vendor: TestSite;
  beforeEach(async () => {
    [site, vendor] = await Promise.all([TestSite.start(), TestSite.start()]);
  });
  afterEach(() => Promise.all([site.stop(), vendor.stop()]));

  it.each([undefined, 'nonce'] as const)('lets nothing out, and leaves nothing behind, policy: %s', async (policy) => {
    const from = (path: string): string => vendor.url(path, 'vendor.test');
    const parked = (nonce: string): string => `
      <script nonce="${nonce}" type="text/plain" src="${from('/tag.js')}" data-consent="STATISTICS"></script>
      <script nonce="${nonce}" type="text/plain" data-type="module" src="${from('/module.js')}" data-consent="STATISTICS"></script>
      <script nonce="${nonce}" type="text/plain" data-src="${from('/named.js')}" data-consent="STATISTICS"></script>
      <iframe title="Video" data-src="${from('/video')}" data-consent="MARKETING"></iframe>
      <img alt="" data-src="${from('/pixel.svg')}" data-consent="MARKETING">`;
    const body = (nonce: string): string =>
      `${parked(nonce)}<template data-consent="MARKETING">${parked(nonce)}</template><noscript><img alt="" src="${from('/noscript.svg')}"></noscript>
      ${says(nonce, 'inline')}<script nonce="${nonce}" type="text/plain" data-consent="STATISTICS">document.cookie = '_ga=1'</script>`;
    const tab = await openGate(browser, site, { body, policy });
    await allow(tab, { ESSENTIALS: true });
    await frames(tab);
    expect(vendor.received).toEqual([]);
    expect(await tab.cookies()).toEqual([]);
    expect(
      await tab.evaluate(() => [localStorage.length, sessionStorage.length, window.log.length, window.told.length]),
    ).toEqual([0, 0, 0, 0]);
    expect(tab.violations).toEqual([]);
  });

  it('waits while a page is prepared that nobody sees yet', async () => {
    const tab = await openGate(browser, site, {
      body: `<script>Object.defineProperty(document, 'prerendering', { value: true, configurable: true })</script>${says('', 'inline')}`,
      allowed: '{ STATISTICS: true }',
    });
    await frames(tab);
    expect(await tab.evaluate(() => window.log)).toEqual([]);
    await tab.evaluate(() => {
      Object.defineProperty(document, 'prerendering', { value: false });
      document.dispatchEvent(new Event('prerenderingchange'));
    });
    await tab.until(() => window.log.length === 1);
  });
});
