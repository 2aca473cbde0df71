import { inBrowsers, TestSite } from '../browsers/index.js';
import { allow, frames, openGate, says } from './gate-page.js';

const READ = `alsoRead: {
  'data-cookieconsent': (name) => name.toUpperCase(),
  'data-category': (name) => ({ analytics: 'STATISTICS' })[name] ?? 'NONE',
  'data-purpose': (name) => name,
  'data-name': (name) => ({ matomo: 'STATISTICS' })[name] ?? 'NONE',
}`;
const BODY = [
  says('', 'cookiebot', 'data-cookieconsent="statistics, marketing"'),
  says('', 'vanilla', 'data-category="analytics"'),
  says('', 'vanilla-off', 'data-category="!analytics"'),
  says('', 'klaro', 'data-name="matomo" data-type="application/javascript"'),
  says('', 'own-first', 'data-consent="MARKETING" data-category="analytics"'),
  '<template data-purpose="STATISTICS"><b>Orejime</b></template>',
  '<iframe title="Frame" data-cookieconsent="statistics" data-cookieblock-src="/frame"></iframe>',
].join('');

inBrowsers('the gate, of what was parked for other consent managers', (browser) => {
  let site: TestSite;
  beforeEach(async () => (site = await TestSite.start()));
  afterEach(() => site.stop());

  it('lets it in where that is wished', async () => {
    const tab = await openGate(browser, site, { body: BODY, options: READ });
    await allow(tab, { STATISTICS: true });
    await tab.until(() => window.told.includes('iframe STATISTICS active'));
    expect(await tab.evaluate(() => [window.log, document.querySelector('b')?.textContent])).toEqual([
      ['vanilla', 'klaro'],
      'Orejime',
    ]);
    expect(site.asked('GET', '/frame')).toHaveLength(1);
    await allow(tab, { MARKETING: true });
    await tab.until(() => window.log.length === 4);
    expect(await tab.evaluate(() => window.log.slice(2))).toEqual(['cookiebot', 'own-first']);
  });

  it('has parts of a template wait for what they ask for themselves, too', async () => {
    const body = `<template data-consent="STATISTICS">
      ${says('', 'cookiebot', 'data-cookieconsent="marketing"')}
      ${says('', 'own', 'data-consent="MARKETING"')}
      <template data-purpose="MARKETING"><b>Orejime</b></template>
      ${says('', 'plain', '')}</template>`;
    const tab = await openGate(browser, site, { body, options: READ });
    await allow(tab, { STATISTICS: true });
    await tab.until(() => window.log.includes('plain'));
    expect(await tab.evaluate(() => [window.log, document.querySelector('b')])).toEqual([['plain'], null]);
    await allow(tab, { STATISTICS: false, MARKETING: true });
    await frames(tab);
    expect(await tab.evaluate(() => [window.log, document.querySelector('b')])).toEqual([['plain'], null]);
    await allow(tab, { STATISTICS: true });
    await tab.until(() => window.log.length === 3 && document.querySelector('b') !== null);
  });

  it('leaves it alone where it is not', async () => {
    const tab = await openGate(browser, site, { body: BODY });
    await allow(tab, { STATISTICS: true });
    await frames(tab);
    expect(await tab.evaluate(() => window.told)).toEqual([]);
  });
});
