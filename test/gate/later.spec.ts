import { waitUntil } from '@nest-privacy/core/testing';
import { inBrowsers, TestSite } from '../browsers/index.js';
import { allow, frames, gateScript, loads, openGate, says, serveScripts } from './gate-page.js';

inBrowsers('the gate, of what comes into the page later', (browser) => {
  let site: TestSite;
  beforeEach(async () => (site = await TestSite.start()));
  afterEach(() => site.stop());

  it('runs what innerHTML brings, in order, and each once', async () => {
    serveScripts(site, 'second', 'asynchronous');
    const tab = await openGate(browser, site, { body: '<main></main>', allowed: '{ STATISTICS: true }' });
    const markup = [
      says('', 'first') + loads('', 'second') + loads('', 'asynchronous', 'async'),
      `<template data-consent="STATISTICS"><p>Text</p><script>log.push('third')</script></template>`,
      says('', 'fourth', 'data-consent="STATISTICS" data-type="module"'),
    ].join('');
    await tab.evaluate((html) => void (document.querySelector('main')!.innerHTML = html), markup);
    await tab.until(() => window.log.includes('fourth') && window.log.includes('asynchronous'));
    for (let i = 0; i < 3; i++) await tab.evaluate(() => window.gate.scan());
    await frames(tab);
    expect(await tab.evaluate(() => window.log.filter((name) => name !== 'asynchronous'))).toEqual([
      'first',
      'second',
      'third',
      'fourth',
    ]);
    expect(await tab.evaluate(() => [window.log.length, document.querySelector('main')!.innerText])).toEqual([
      5,
      'Text',
    ]);
    expect(site.asked('GET', '/second.js')).toHaveLength(1);
  });

  it('lets it in within a frame', async () => {
    const tab = await openGate(browser, site, { body: '<main></main>', allowed: '{ STATISTICS: true }' });
    const ran = await tab.evaluate(
      async (html) => {
        document.querySelector('main')!.innerHTML = html;
        await Promise.resolve();
        await new Promise((painted) => requestAnimationFrame(() => setTimeout(painted)));
        return window.log;
      },
      says('', 'late'),
    );
    expect(ran).toEqual(['late']);
  });

  it.each(['nonce', 'hash'] as const)('runs what the page brings itself, under the policy by %s', async (policy) => {
    serveScripts(site, 'loaded', 'cloned');
    const tab = await openGate(browser, site, {
      body: (nonce) =>
        `<main></main><template>${says(nonce, 'inline')}${loads(nonce, 'loaded')}</template>${loads(nonce, 'cloned')}`,
      options: `trustedTypesPolicy: 'none'`,
      policy,
    });
    await tab.evaluate(() => {
      const main = document.querySelector('main')!;
      const cloned = document.querySelector('#cloned')!;
      main.append(document.querySelector('template')!.content, cloned.cloneNode());
      cloned.remove();
    });
    await allow(tab, { STATISTICS: true });
    await tab.until(() => window.log.length === 3);
    expect(await tab.evaluate(() => window.log)).toEqual(['inline', 'loaded', 'cloned']);
    expect(tab.violations).toEqual([]);
  });

  it('goes with a body that is swapped, as Turbo does', async () => {
    serveScripts(site, 'loaded');
    const tab = await openGate(browser, site, { body: says('', 'old'), allowed: '{ STATISTICS: true }' });
    await tab.until(() => window.log.length === 1);
    await tab.evaluate(
      (html) => {
        const { body } = new DOMParser().parseFromString(html, 'text/html');
        for (const script of body.querySelectorAll('script')) {
          const fresh = document.createElement('script');
          fresh.textContent = script.textContent;
          fresh.async = false;
          for (const { name, value } of script.attributes) fresh.setAttribute(name, value);
          script.replaceWith(fresh);
        }
        document.documentElement.replaceChild(body, document.body);
      },
      `<p>${loads('', 'loaded')}${says('', 'new')}`,
    );
    await tab.until(() => window.log.length === 3);
    expect(await tab.evaluate(() => window.log)).toEqual(['old', 'loaded', 'new']);
  });

  it('never runs an element twice, wherever it is moved', async () => {
    const tab = await openGate(browser, site, { body: `${says('', 'one')}${says('', 'two')}<main></main>` });
    await tab.evaluate(() => document.querySelector('main')!.append(document.querySelector('#two')!));
    await allow(tab, { STATISTICS: true });
    await tab.until(() => window.log.length === 2);
    await tab.evaluate(() =>
      document.querySelector('main')!.append(document.querySelector('#one')!, document.querySelector('#two')!),
    );
    await allow(tab, { STATISTICS: false });
    await allow(tab, { STATISTICS: true });
    await frames(tab);
    expect(await tab.evaluate(() => window.log)).toEqual(['one', 'two']);
  });

  it('looks into a shadow tree once it was told of it', async () => {
    const tab = await openGate(browser, site, { body: '<main></main>', allowed: '{ STATISTICS: true }' });
    await tab.evaluate(() => {
      const shadow = document.querySelector('main')!.attachShadow({ mode: 'open' });
      window.gate.scan(shadow);
      const image = document.createElement('img');
      image.dataset['consent'] = 'STATISTICS';
      image.dataset['src'] = '/pixel.svg';
      shadow.append(image);
    });
    await tab.until(() => window.told.includes('img STATISTICS active'));
    // The browser asks in its own time.
    await waitUntil('the image is asked for', () => tab.requests.some(({ url }) => url === site.url('/pixel.svg')));
  });

  it('waits for the end of a page that is still arriving, for a script may have arrived by half', async () => {
    site.file('/gate.js', await gateScript({ allowed: '{ STATISTICS: true }' }, 'iife'));
    let end!: () => void;
    site.on('GET', '/', (_, response) => {
      response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' });
      response.write(
        `<!doctype html><title>Test</title><script>window.log = [];</script><script src="/gate.js"></script><body><p>Text</p>${says('', 'whole')}
        <script type="text/plain" data-consent="STATISTICS" id="half">log.push('one');\n`,
      );
      end = () => void response.end(`log.push('two');</script>`);
    });
    site.page('/other', '<!doctype html><title>Other</title>');
    const tab = await browser.open(site.url('/other'));
    const arrived = tab.goto(site.url());
    await tab.until(() => document.querySelector('#whole') !== null && window.gate !== undefined);
    await frames(tab);
    expect(await tab.evaluate(() => window.log)).toEqual([]);
    end();
    await arrived;
    await tab.until(() => window.log.length === 3);
    expect(await tab.evaluate(() => window.log)).toEqual(['whole', 'one', 'two']);
  });
});
