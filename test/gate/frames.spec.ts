import { inBrowsers, TestSite } from '../browsers/index.js';
import { allow, frames, openGate, serveGate } from './gate-page.js';

const HOST = 'vendor.test';

inBrowsers('the gate, of frames', (browser) => {
  let site: TestSite;
  let vendor: TestSite;
  beforeEach(async () => {
    [site, vendor] = await Promise.all([TestSite.start(), TestSite.start()]);
    vendor.page('/video', '<!doctype html><title>Video</title><p>Video');
  });
  afterEach(() => Promise.all([site.stop(), vendor.stop()]));
  const video = (): string =>
    `<iframe id="video" title="Video" data-consent="MARKETING" data-src="${vendor.url('/video', HOST)}"></iframe>`;
  const policy = () => ({ policy: 'nonce', further: { 'frame-src': `http://${HOST}:*` } }) as const;

  it('loads them, empties them, and loads them again, and adds nothing to the history', async () => {
    site.page('/before', '<!doctype html><title>Before</title>');
    await serveGate(site, { body: `<template data-consent="MARKETING">${video()}</template>`, ...policy() });
    const tab = await browser.open(site.url('/before'));
    await tab.goto(site.url());
    await tab.until(() => window.gate !== undefined);
    const steps = await tab.evaluate(() => history.length);
    expect(vendor.received).toEqual([]);

    await allow(tab, { MARKETING: true });
    await tab.until(() => window.told.includes('iframe#video MARKETING MARKETING active'));
    await tab.evaluate(() => {
      const frame = document.querySelector('iframe')!;
      frame.onload = () => (frame.dataset['loaded'] = 'yes');
    });
    await tab.until(() => document.querySelector('iframe')!.dataset['loaded'] === 'yes' || window.frames.length === 1);
    await allow(tab, { MARKETING: false });
    await tab.until(() => window.told.includes('iframe#video MARKETING MARKETING parked'));
    expect(await tab.evaluate(() => document.querySelector('iframe')!.getAttribute('src'))).toBeNull();
    await allow(tab, { MARKETING: true });
    await tab.until(() => window.told.filter((entry) => entry.endsWith('active')).length === 3);
    expect(await tab.evaluate(() => history.length)).toBe(steps);
    expect(await tab.evaluate(() => window.offers)).toEqual([]);
    expect(tab.violations).toEqual([]);
    await tab.back();
    await tab.until(() => document.title === 'Before');
  });

  it('loads one once when it is asked to, stores nothing, and empties it when it is told to', async () => {
    const tab = await openGate(browser, site, {
      body: `${video()}<iframe data-consent="MARKETING" data-src="/other"></iframe>`,
      ...policy(),
    });
    await tab.evaluate(() => window.gate.once(document.querySelector('#video')!));
    await tab.until(() => document.querySelector('iframe')!.src !== '');
    await allow(tab, { STATISTICS: true });
    await allow(tab, { STATISTICS: false });
    await frames(tab);
    expect(await tab.evaluate(() => window.told)).toEqual(['iframe#video MARKETING active']);
    expect(await tab.evaluate(() => [document.cookie, localStorage.length, sessionStorage.length])).toEqual(['', 0, 0]);

    await tab.evaluate(() => window.gate.off(document.querySelector('#video')!));
    await allow(tab, { MARKETING: true });
    await tab.until(() => window.told.length === 3);
    expect(
      await tab.evaluate(() => [window.told.slice(1), document.querySelector('#video')!.getAttribute('src')]),
    ).toEqual([['iframe#video MARKETING parked', 'iframe MARKETING active'], null]);
    await tab.evaluate(() =>
      document.querySelector('#video')!.dispatchEvent(new Event('privacy:once', { bubbles: true })),
    );
    await tab.until(() => window.told.length === 4);
    expect(vendor.asked('GET', '/video').length).toBeGreaterThan(0);
  });

  it('takes back what was asked for once, when the category was allowed since and no longer is', async () => {
    const tab = await openGate(browser, site, { body: video(), ...policy() });
    await tab.evaluate(() => window.gate.once(document.querySelector('#video')!));
    await tab.until(() => window.told.length === 1);
    await allow(tab, { MARKETING: true });
    await allow(tab, { MARKETING: false });
    await tab.until(() => window.told.length === 2);
    await frames(tab);
    expect(await tab.evaluate(() => [window.told[1], document.querySelector('#video')!.getAttribute('src')])).toEqual([
      'iframe#video MARKETING parked',
      null,
    ]);
  });

  it('takes back what was asked for once, when it is refused, and offers a reload for what has run', async () => {
    const script = `<template id="parts" data-consent="MARKETING"><script>log.push('part')</script></template>`;
    const tab = await openGate(browser, site, { body: video() + script });
    await tab.evaluate(() => ['#video', '#parts'].forEach((one) => window.gate.once(document.querySelector(one)!)));
    await tab.until(() => window.log.length === 1 && window.told.length === 3);
    await allow(tab, { STATISTICS: true }, { STATISTICS: 'granted' });
    await frames(tab);
    expect(await tab.evaluate(() => document.querySelector('#video')!.hasAttribute('src'))).toBe(true);
    await allow(tab, {}, { MARKETING: 'denied' });
    await tab.until(() => window.told[3] === 'iframe#video MARKETING parked');
    await tab.until(() => window.offers.length === 1);
    expect(await tab.evaluate(() => document.querySelector('#video')!.getAttribute('src'))).toBeNull();
    await allow(tab, { STATISTICS: true }, { STATISTICS: 'denied' });
    await frames(tab);
    expect(await tab.evaluate(() => window.offers.map(({ categories }) => categories))).toEqual([['MARKETING']]);
    await allow(tab, { MARKETING: true }, { MARKETING: 'granted' });
    await tab.until(() => window.told[4] === 'iframe#video MARKETING active');
  });

  it('takes no address that is a script', async () => {
    const body =
      '<iframe data-consent="MARKETING" data-src="javascript:parent.log.push(1)"></iframe><iframe data-consent="MARKETING" data-src="http://[x"></iframe><img id="image" alt="" data-consent="MARKETING" data-src="/image.svg">';
    const tab = await openGate(browser, site, { body, allowed: '{ MARKETING: true }' });
    await tab.until(() => window.told.includes('img#image MARKETING active'));
    expect(
      await tab.evaluate(() => [document.querySelector('iframe')!.getAttribute('src'), window.log.length]),
    ).toEqual([null, 0]);
    expect(await tab.evaluate(() => window.told)).toEqual([
      'iframe MARKETING failed',
      'iframe MARKETING failed',
      'img#image MARKETING active',
    ]);
  });
});
