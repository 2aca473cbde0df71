import { type escapes } from '@nest-privacy/client/gate/check';
import { bundleOf, inBrowsers, TestSite } from '../browsers/index.js';

declare global {
  interface Window {
    escapes: typeof escapes;
  }
}

const V = 'http://vendor.test:9';
/** What passes, and how it is told. */
const ESCAPES: readonly (readonly [markup: string, told: readonly string[]])[] = [
  [`<link rel="preconnect" href="${V}">`, [`hint ${V}`]],
  [`<link rel="alternate preload" as="script" href="${V}/a.js">`, [`hint ${V}/a.js`]],
  [`<img alt="" src="${V}/a.png" srcset="/own.png 1x, ${V}/b.png 2x">`, [`loads ${V}/a.png`, `loads ${V}/b.png`]],
  [`<video poster="${V}/p.png"><source src="${V}/v.mp4"></video>`, [`loads ${V}/p.png`, `loads ${V}/v.mp4`]],
  [`<iframe title="f" src="//vendor.test:9/f"></iframe>`, ['loads //vendor.test:9/f']],
  [`<script type="text/plain" data-consent="A" src="${V}/a.js" onload="run()"></script>`, ['handler onload']],
  [
    `<template data-consent="A"><img alt="" src="${V}/t.png"><img alt="" data-src="${V}/u.png"><script type="text/plain" src="${V}/t.js"></script></template>`,
    [`template ${V}/t.png`],
  ],
  [`<a href="${V}" ping="/own ${V}/ping">Link</a>`, [`ping ${V}/ping`]],
  [`<p style="background: url('${V}/b.png')"></p>`, [`style ${V}/b.png`]],
  [`<style>@import "${V}/c.css"; p { background: url(/own.png) }</style>`, [`style ${V}/c.css`]],
  [`<p>Text</p><noscript><img alt="" src="${V}/n.gif"></noscript>`, [`noscript ${V}/n.gif`]],
  [`<img alt="" src="http://static.test:9/a.png"><img alt="" src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">`, []],
  [`<iframe title="f" data-consent="A" data-src="${V}/f" src="${V}/f"></iframe><a href="${V}">Link</a>`, []],
];

inBrowsers(
  'the check of a page',
  (browser) => {
    let site: TestSite;
    beforeEach(async () => (site = await TestSite.start()));
    afterEach(() => site.stop());

    it('finds what passes the gate, and nothing that waits, was let in, or is the site’s own', async () => {
      const source = `import { escapes } from '@nest-privacy/client/gate/check'; window.escapes = escapes;`;
      site.file('/check.js', await bundleOf({ source }));
      site.page(
        '/',
        `<!doctype html><title>Test</title><img alt="" src="${site.url('/pixel.svg', 'vendor.test')}"><script type="module" src="/check.js"></script>`,
      );
      const tab = await browser.open(site.url());
      await tab.until(() => window.escapes !== undefined);
      for (const [markup, told] of ESCAPES) {
        const found = await tab.evaluate((html) => {
          // Nothing is fetched in a document that nobody looks at.
          const { documentElement } = new DOMParser().parseFromString(html, 'text/html');
          const all = window.escapes(documentElement, { ownOrigins: ['http://static.test:9'] });
          return all.map(({ kind, address, element }) => `${kind} ${address}${element ? '' : ' of nothing'}`);
        }, markup);
        expect([markup, found]).toEqual([markup, told]);
      }
      expect(await tab.evaluate(() => window.escapes().map(({ kind, address }) => `${kind} ${address}`))).toEqual([
        `loads ${site.url('/pixel.svg', 'vendor.test')}`,
        `request ${site.url('/pixel.svg', 'vendor.test')}`,
      ]);
    });
  },
  ['chromium'],
);
