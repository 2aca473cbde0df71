import { evaluateConsent } from '@nest-privacy/consent';
import { consentTerms } from '@nest-privacy/consent/testing';
import { siteVisitor } from '../apps/sample-api/test/site-visitor.js';
import { ENGLISH } from '../apps/sample-api/src/site/texts/english/index.js';
import { BOOT_SNIPPET } from '../libs/client/src/boot/generated.js';
import { shippedFiles } from '../scripts/client/shipped.cjs';
import { TestSite } from '../test/browsers/test-site.js';
import { ConsentRoutes, SETTINGS } from '../test/surface/visitor.js';

/** Scripts of vendors that wait on the page, and for how long each blocks it when it runs, in milliseconds. */
export const VENDORS = 10;
const BLOCKING = 50;

const SIGNALS = { dnt: null, gpc: false };
/** Of the notice that the sample has. */
const VERSIONS = {
  notice: { version: 1, validity: { since: 0, renewals: {} } },
  catalogue: { version: 1, renewals: {} },
};
const TEXT = '<p>Some text as a page has it, about one thing and another, for as long as a paragraph is.</p>'.repeat(
  20,
);

const consent = evaluateConsent({
  categories: ['STATISTICS', 'MARKETING'],
  stored: null,
  terms: consentTerms(),
  signals: SIGNALS,
  noticeVersion: 1,
  catalogueVersion: 1,
  renewals: {},
  now: Date.now(),
  gpcAffects: ['MARKETING'],
});

/** Starts a site whose one page has the sample's banner, written by the server, everything of the client in one script, and vendors that wait. */
export async function startSurfacePage(): Promise<TestSite> {
  const site = await TestSite.start();
  new ConsentRoutes(site);
  for (const { name, file, content } of await shippedFiles())
    for (const path of [name, file]) site.file(`/${path}`, content);
  const vendor = `for (const end = performance.now() + ${BLOCKING}; performance.now() < end; );
window.ran = (window.ran ?? 0) + 1;`;
  site.file('/vendor.js', vendor);
  const { surface } = siteVisitor(ENGLISH, consent, SIGNALS);
  const settings = JSON.stringify({ ...SETTINGS, ...VERSIONS });
  const page = (nonce: string): string => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Page</title>
<script type="application/json" id="nest-privacy">${settings}</script><script nonce="${nonce}">${BOOT_SNIPPET}</script>
<link rel="stylesheet" href="/privacy.css"><script type="module" nonce="${nonce}" src="/privacy.js" data-trusted-types="none"></script></head>
<body>${String(surface.banner())}<main><h1>Page</h1>${TEXT}</main><footer>${String(surface.settingsLink())}</footer>${String(surface.dialog())}
${`<script type="text/plain" data-consent="STATISTICS" nonce="${nonce}" src="/vendor.js"></script>`.repeat(VENDORS)}</body></html>`;
  site.page('/', page, { policy: 'nonce' });
  return site;
}
