import { inBrowsers, TestSite } from '../browsers/index.js';
import { allow, frames, loads, openGate, says, serveHeld, serveScripts } from './gate-page.js';

const POLICIES = [undefined, 'nonce', 'hash'] as const;

inBrowsers('the gate', (browser) => {
  let site: TestSite;
  beforeEach(async () => (site = await TestSite.start()));
  afterEach(() => site.stop());

  it.each(POLICIES)('runs what is parked in the order of the document, policy: %s', async (policy) => {
    serveScripts(site, 'module', 'inner', 'last');
    const releaseSlow = serveHeld(site, 'slow');
    const releaseAsync = serveHeld(site, 'asynchronous');
    const body = (nonce: string) => `
      ${says(nonce, 'inline')}${loads(nonce, 'asynchronous', 'async')}${loads(nonce, 'slow')}${says(nonce, 'next')}
      <script nonce="${nonce}" type="text/plain" data-consent="">log.push('for nobody')</script>
      <script nonce="${nonce}" type="text/plain" data-consent="STATISTICS MARKETING">log.push('for more')</script>
      <script nonce="${nonce}" type="text/plain" data-consent="STATISTICS" id="old" nomodule>log.push('for old browsers')</script>
      <script type="text/plain" data-consent="STATISTICS" id="data" data-type="application/json">log.push('data')</script>
      ${loads(nonce, 'missing')}${loads(nonce, 'module', 'data-type="module"')}${says(nonce, 'in-module', 'data-consent="STATISTICS" data-type="module"')}
      <p><template data-consent="STATISTICS">A <b>text</b>, <script nonce="${nonce}" type="text/plain" src="/inner.js"></script>and
      <script nonce="${nonce}">log.push(document.querySelector('p').innerText)</script></template></p>${loads(nonce, 'last', 'defer')}`;
    const tab = await openGate(browser, site, { body, policy });
    expect(site.received.map(({ url }) => url).sort()).toEqual(['/', '/gate.js']);

    await allow(tab, { STATISTICS: true });
    await tab.until(() => document.querySelector('#slow')!.getAttribute('type') === '');
    expect(await tab.evaluate(() => window.log)).toEqual(['inline']);
    releaseSlow();
    await tab.until(() => window.log.includes('last'));
    releaseAsync();
    await tab.until(() => window.log.includes('asynchronous'));
    expect(await tab.evaluate(() => window.log)).toEqual([
      'inline',
      'slow',
      'next',
      'module',
      'in-module',
      'inner',
      'A text, and',
      'last',
      'asynchronous',
    ]);
    expect(await tab.evaluate(() => window.told.filter((entry) => !entry.endsWith('active')))).toEqual([
      'script#missing STATISTICS failed',
    ]);
    expect(await tab.evaluate(() => ['STATISTICS', 'MARKETING'].map((name) => window.gate.ran(name)))).toEqual([
      true,
      false,
    ]);
    expect(await tab.evaluate(() => window.told.filter((entry) => /#(old|data) /.test(entry)))).toEqual([]);
    expect(tab.violations).toEqual([]);
  });

  it('goes on without a script that does not answer in time, and without one that throws', async () => {
    const release = serveHeld(site, 'silent');
    site.file('/faulty.js', `throw new Error('a fault')`);
    const body = (nonce: string) => loads(nonce, 'silent') + loads(nonce, 'faulty') + says(nonce, 'last');
    const tab = await openGate(browser, site, { body, options: 'timeout: 1_000' });
    await allow(tab, { STATISTICS: true });
    await tab.until(() => window.log.includes('last'));
    expect(await tab.evaluate(() => window.told)).toEqual([
      'script#silent STATISTICS failed',
      'script#faulty STATISTICS active',
      'script#last STATISTICS active',
    ]);
    release();
    await tab.until(() => window.log.includes('silent'));
    expect(await tab.evaluate(() => window.told.length)).toBe(3);
  });

  it('goes on where the page itself is at fault: in what it is told by, and in what it reads names by', async () => {
    const options = `
      onChange(entry) { onChange(entry); throw new Error('of the page'); },
      alsoRead: { 'data-name': (name) => { if (!window.isMended) throw new Error('of the names'); return name; } }`;
    const body = says('', 'one') + says('', 'two') + says('', 'three', 'data-name="STATISTICS"');
    const tab = await openGate(browser, site, { body, options });
    await allow(tab, { STATISTICS: true });
    await tab.until(() => window.told.length === 2);
    expect(await tab.evaluate(() => window.told)).toEqual([
      'script#one STATISTICS active',
      'script#two STATISTICS active',
    ]);
    await frames(tab);
    await tab.evaluate(() => {
      Object.assign(window, { isMended: true });
      window.gate.scan();
    });
    await tab.until(() => window.log.length === 3);
    expect(tab.faults.join()).toContain('of the page');
  });

  it('takes no element of the page for a page that is prerendered', async () => {
    const body = `<img name="prerendering" alt="">${says('', 'one')}`;
    const tab = await openGate(browser, site, { body, allowed: '{ STATISTICS: true }' });
    await tab.until(() => window.log.length === 1);
  });
});
