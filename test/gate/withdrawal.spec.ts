import { inBrowsers, TestSite } from '../browsers/index.js';
import { allow, frames, loads, openGate, says, serveGate, serveHeld } from './gate-page.js';

inBrowsers('the gate, when something is no longer allowed', (browser) => {
  let site: TestSite;
  beforeEach(async () => (site = await TestSite.start()));
  afterEach(() => site.stop());

  it('stops before the next element, and goes on when it is allowed again', async () => {
    const release = serveHeld(site, 'slow');
    const body = loads('', 'slow') + says('', 'next') + says('', 'other', 'data-consent="MARKETING"');
    const tab = await openGate(browser, site, { body });
    await allow(tab, { STATISTICS: true, MARKETING: true });
    await tab.until(() => document.querySelector('#slow')!.getAttribute('type') === '');
    await allow(tab, { STATISTICS: false });
    release();
    await tab.until(() => window.log.includes('other'));
    expect(await tab.evaluate(() => window.log)).toEqual(['slow', 'other']);
    await allow(tab, { STATISTICS: true });
    await tab.until(() => window.log.length === 3);
    expect(await tab.evaluate(() => window.log)).toEqual(['slow', 'other', 'next']);
  });

  it('offers a reload, but only where something has run, and after the decision was delivered', async () => {
    const body = says('', 'inline') + says('', 'never', 'data-consent="MARKETING"');
    const tab = await openGate(browser, site, { body });
    await allow(tab, { STATISTICS: true, MARKETING: false });
    await tab.until(() => window.log.length === 1);
    await allow(tab, { STATISTICS: false });
    expect(await tab.until(() => window.offers.map(({ categories }) => categories)[0])).toEqual(['STATISTICS']);
    await tab.evaluate(() => void window.offers[0]!.reload());
    await tab.until(() => window.offers?.length === 0 && sessionStorage.getItem('loaded') === 'yes');
    await tab.until(() => window.gate !== undefined);
    expect(await tab.evaluate(() => window.log)).toEqual([]);

    await tab.evaluate(() => [true, false].forEach((MARKETING) => window.consents.allow({ MARKETING })));
    await frames(tab);
    expect(await tab.evaluate(() => [window.offers.length, window.log.length])).toEqual([0, 0]);
  });

  it.each(['never', 'auto'] as const)('reloads by itself only where that is wished: %s', async (reload) => {
    await serveGate(site, { body: says('', 'inline'), options: `reload: '${reload}'` });
    const tab = await browser.open(site.url());
    await allow(tab, { STATISTICS: true });
    await tab.until(() => window.log.length === 1);
    await allow(tab, { STATISTICS: false });
    if (reload === 'auto')
      await tab.until(
        () => sessionStorage.getItem('loaded') === 'yes' && window.log?.length === 0 && window.offers !== undefined,
      );
    else await frames(tab);
    expect(await tab.evaluate(() => [window.log.length, window.offers.length])).toEqual([reload === 'auto' ? 0 : 1, 0]);
  });

  it('lets nothing in any more when it has ended', async () => {
    const tab = await openGate(browser, site, { body: says('', 'inline') });
    await tab.evaluate(() => window.gate.dispose());
    await allow(tab, { STATISTICS: true });
    await tab.evaluate(() => {
      window.gate.scan();
      document.querySelector('#inline')!.dispatchEvent(new Event('privacy:once', { bubbles: true }));
    });
    await frames(tab);
    expect(await tab.evaluate(() => [window.log, window.told])).toEqual([[], []]);
  });
});
